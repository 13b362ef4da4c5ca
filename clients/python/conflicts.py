"""Where do Russia and Ukraine conflict? As a data frame, with requests and pandas."""
import os

import pandas as pd
import requests

url = os.environ.get("PARLEY_URL", "http://127.0.0.1:8080/graphql")
query = """
query ($day: Date) {
  negotiation(key: "ukraine", asOf: $day) {
    conflicts(filter: {between: ["russia", "ukraine"]}, first: 500) {
      nodes { severity score kind issueKeys since explanation }
    }
  }
}
"""
answer = requests.post(url, json={"query": query, "variables": {"day": "2025-08-19"}}, timeout=30)
answer.raise_for_status()
body = answer.json()
if "errors" in body:
    raise SystemExit(body["errors"][0]["message"])

conflicts = pd.DataFrame(body["data"]["negotiation"]["conflicts"]["nodes"])  # columns in the order of the query
conflicts["since"] = pd.to_datetime(conflicts["since"])
print(conflicts["severity"].value_counts().to_string())
print(conflicts.explode("issueKeys")[["issueKeys", "severity", "score", "since"]].to_string(index=False))
