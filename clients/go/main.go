// Command go prints where Russia and Ukraine conflict, asking a Parley server with net/http alone.
package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
)

const query = `query ($day: Date, $after: String) {
  negotiation(key: "ukraine", asOf: $day) {
    conflicts(filter: {between: ["russia", "ukraine"]}, first: 10, after: $after) {
      totalCount
      nodes { severity since explanation }
      pageInfo { hasNextPage endCursor }
    }
  }
}`

// answer has the members that query asks for.
type answer struct {
	Negotiation struct {
		Conflicts struct {
			TotalCount int
			Nodes      []struct{ Severity, Since, Explanation string }
			PageInfo   struct {
				HasNextPage bool
				EndCursor   string
			}
		}
	}
}

func main() {
	variables := map[string]any{"day": "2025-08-19"}
	for {
		var a answer
		if err := ask(query, variables, &a); err != nil {
			log.Fatal(err)
		}
		page := a.Negotiation.Conflicts
		if variables["after"] == nil {
			fmt.Println(page.TotalCount, "conflicts")
		}
		for _, c := range page.Nodes {
			fmt.Printf("%s since %s: %s\n", c.Severity, c.Since, c.Explanation)
		}
		if !page.PageInfo.HasNextPage {
			return
		}
		variables["after"] = page.PageInfo.EndCursor
	}
}

// ask sends a query and reads the data of the answer.
func ask(query string, variables map[string]any, data any) error {
	url := cmp.Or(os.Getenv("PARLEY_URL"), "http://127.0.0.1:8080/graphql")
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		return err
	}
	resp, err := http.Post(url, "application/json", bytes.NewReader(body))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var got struct {
		Data   json.RawMessage
		Errors []struct {
			Message    string
			Extensions struct{ Code string }
		}
	}
	if err := json.NewDecoder(resp.Body).Decode(&got); err != nil {
		return fmt.Errorf("%s: %w", resp.Status, err)
	}
	if len(got.Errors) > 0 {
		return fmt.Errorf("%s: %s", got.Errors[0].Extensions.Code, got.Errors[0].Message)
	}
	return json.Unmarshal(got.Data, data)
}
