"""Every position on record, page by page, as a data frame; and what the server says to a key it does not know."""
import pandas as pd

import parley

query = """
query ($day: Date, $after: String) {
  negotiation(key: "ukraine", asOf: $day) {
    positions(first: 100, after: $after) {
      nodes { key partyKey issueKey stance optionKeys from evidence { date } }
      pageInfo { hasNextPage endCursor }
    }
  }
}
"""
positions = pd.DataFrame(parley.rows(query, "negotiation", "positions", day="2025-08-19"))
positions["statements"] = positions.pop("evidence").str.len()
print(len(positions), "positions")
print(positions.pivot_table(index="partyKey", columns="stance", values="key", aggfunc="count", fill_value=0).to_string())

try:
    parley.ask('{ party(key: "ukrain") { name } }')
except parley.ParleyError as e:
    print(e.code, e)
