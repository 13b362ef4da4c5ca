package graphql

import (
	"encoding/json"

	"parley/schema"
)

// question is asked of every contender.
type question struct {
	name, query string
	variables   map[string]any
	answer      func() any // points to the value the plain contender encodes
}

// questions are about the data set that comes with Parley, on a day of it.
var questions = []question{
	{
		name:      "one red line",
		query:     `query ($key: String!) { redLine(key: $key) { key title firmness salience partyKey issueKeys } }`,
		variables: map[string]any{"key": "ukraine-no-neutrality"},
		answer:    func() any { return &redLineAnswer{} },
	},
	{
		name: "50 conflicts",
		query: `{ negotiation(key: "ukraine", asOf: "2025-08-19") { conflicts(first: 50) { totalCount nodes {
  kind severity score partyKeys issueKeys since explanation
  sides { partyKey holdsKind holds { ... on Position { key stance } ... on RedLine { key title } } }
  evidence { key date paraphrase quotation source { title publisher url } }
} } } }`,
		answer: func() any { return &conflictsAnswer{} },
	},
	{
		name: "verdict",
		query: `{ negotiation(key: "ukraine", asOf: "2025-08-19") { settlement {
  verdict explanation packageCount dealCount partyKeys witness { silentCount opposedCount }
} } }`,
		answer: func() any { return &verdictAnswer{} },
	},
}

func (q question) request() schema.Request {
	return schema.Request{Query: q.query, Variables: q.variables}
}

// body is the question as clients send it.
func (q question) body() []byte {
	text, err := json.Marshal(map[string]any{"query": q.query, "variables": q.variables})
	if err != nil {
		panic(err) // strings alone
	}
	return text
}

// The answers as structs, members in the order of the queries.
type (
	redLineAnswer struct {
		Data struct {
			RedLine struct {
				Key       string   `json:"key"`
				Title     string   `json:"title"`
				Firmness  string   `json:"firmness"`
				Salience  *int     `json:"salience"`
				PartyKey  string   `json:"partyKey"`
				IssueKeys []string `json:"issueKeys"`
			} `json:"redLine"`
		} `json:"data"`
	}
	conflictsAnswer struct {
		Data struct {
			Negotiation struct {
				Conflicts struct {
					TotalCount int        `json:"totalCount"`
					Nodes      []conflict `json:"nodes"`
				} `json:"conflicts"`
			} `json:"negotiation"`
		} `json:"data"`
	}
	conflict struct {
		Kind        string      `json:"kind"`
		Severity    string      `json:"severity"`
		Score       float64     `json:"score"`
		PartyKeys   []string    `json:"partyKeys"`
		IssueKeys   []string    `json:"issueKeys"`
		Since       *string     `json:"since"`
		Explanation string      `json:"explanation"`
		Sides       []side      `json:"sides"`
		Evidence    []statement `json:"evidence"`
	}
	side struct {
		PartyKey  string `json:"partyKey"`
		HoldsKind string `json:"holdsKind"`
		Holds     struct {
			Key    string `json:"key"`
			Stance string `json:"stance,omitempty"`
			Title  string `json:"title,omitempty"`
		} `json:"holds"`
	}
	statement struct {
		Key        string  `json:"key"`
		Date       string  `json:"date"`
		Paraphrase string  `json:"paraphrase"`
		Quotation  *string `json:"quotation"`
		Source     struct {
			Title     string  `json:"title"`
			Publisher *string `json:"publisher"`
			URL       *string `json:"url"`
		} `json:"source"`
	}
	verdictAnswer struct {
		Data struct {
			Negotiation struct {
				Settlement struct {
					Verdict      string   `json:"verdict"`
					Explanation  string   `json:"explanation"`
					PackageCount string   `json:"packageCount"`
					DealCount    string   `json:"dealCount"`
					PartyKeys    []string `json:"partyKeys"`
					Witness      *struct {
						SilentCount  int `json:"silentCount"`
						OpposedCount int `json:"opposedCount"`
					} `json:"witness"`
				} `json:"settlement"`
			} `json:"negotiation"`
		} `json:"data"`
	}
)
