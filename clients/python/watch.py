"""Each change to the graph as it lands, past any end of the connection or the server."""
import parley

subscription = "subscription { changes { sequence actor reason } }"
since = parley.ask("{ status { sequence } }")["status"]["sequence"]
print("from change", since, flush=True)
for event in parley.watch(subscription, since):
    change = event["changes"]
    print(change["sequence"], change["actor"], change["reason"], flush=True)
