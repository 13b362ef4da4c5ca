"""Each change to the graph as it lands."""
import parley

subscription = "subscription ($since: BigInt) { changes(sinceSequence: $since) { sequence actor reason } }"
since = parley.ask("{ status { sequence } }")["status"]["sequence"]
print("from change", since, flush=True)
for event in parley.watch(subscription, since=since):
    change = event["changes"]
    print(change["sequence"], change["actor"], change["reason"], flush=True)
