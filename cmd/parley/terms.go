package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/graph"
)

const termsQuery = `query Terms($negotiation: String!, $asOf: Date, $knownAt: DateTime, $scenario: String, $reading: Reading, $prefer: [VersionInput!], $parties: [String!], $issues: [String!], $after: String) {
  negotiation(key: $negotiation, asOf: $asOf, knownAt: $knownAt, scenario: $scenario, reading: $reading, prefer: $prefer, parties: $parties, issues: $issues) {
    terms(first: 50, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes {
        key title
        senses { key label uses { partyKey statements { key date paraphrase quotation } } }
        finding {
          narrow broad basis
          senses { senseKey unjudged narrow broad stands { partyKey attitude partly redLineKeys } }
          onlyWhileOpen { partyKeys explanation }
          texts {
            proposal { key date title }
            leaves { issueKey options { key } senseKeys }
            lines { redLineKey partyKey asItStands outcomes { senseKey outcome } }
          }
        }
      }
    }
  }
}`

// termPage is a page of terms.
type termPage struct {
	PageInfo struct {
		HasNextPage bool
		EndCursor   string
	}
	Nodes []termNode
}

type termNode struct {
	Key, Title string
	Senses     []struct {
		Key, Label string
		Uses       []struct {
			PartyKey   string
			Statements []struct{ Key, Date, Paraphrase, Quotation string }
		}
	}
	Finding struct {
		Narrow, Broad, Basis string
		Senses               []settledNode
		OnlyWhileOpen        []struct {
			PartyKeys   []string
			Explanation string
		}
		Texts []openTextNode
	}
}

type settledNode struct {
	SenseKey, Unjudged, Narrow, Broad string
	Stands                            []struct {
		PartyKey, Attitude string
		Partly             bool
		RedLineKeys        []string
	}
}

type openTextNode struct {
	Proposal struct{ Key, Date, Title string }
	Leaves   []struct {
		IssueKey  string
		Options   []struct{ Key string }
		SenseKeys []string
	}
	Lines []struct {
		RedLineKey, PartyKey, AsItStands string
		Outcomes                         []struct{ SenseKey, Outcome string }
	}
}

// termTables are what can be shown of terms, the first by default.
var termTables = []struct {
	name, doc string
	table     func([]termNode) *table
}{
	{"senses", "each sense, who uses the term so, the verdict with the term settled so and where parties stand to it", sensesTable},
	{"words", "the words that show who uses a term in which sense", termWordsTable},
	{"agreements", "agreement that holds only while a term stays open, and what breaks it", agreementsTable},
	{"texts", "the proposals that leave a term open, and what they do to red lines under each sense", openTextsTable},
}

func (a *app) terms() *cobra.Command {
	var show string
	var names, docs []string
	for _, t := range termTables {
		names, docs = append(names, t.name), append(docs, "  "+t.name+strings.Repeat(" ", 12-len(t.name))+t.doc)
	}
	c := &cobra.Command{
		Use:   "terms [TERM]",
		Short: "Show which words parties use in different senses, and what hangs on that",
		Long: `Terms shows the words that parties are on record as using in different senses, all of them or the one named: who uses
them how, whether a deal respects every red line once a term is settled in one sense, on the narrow and the broad reading
of red lines, and where each party asked about stands to it. An open term is no fault: it can be what lets parties sign.
Silence is no consent. The parties asked about are those of --parties, else the principals.

What --show can list:
` + strings.Join(docs, "\n"),
		Example: "  parley terms security-guarantees --as-of 2026-01-15 --show agreements",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			n := slices.Index(names, show)
			if n < 0 {
				return graph.Errorf(graph.CodeInvalid, "--show: %s", graph.UnknownWord("word", show, names))
			}
			return a.printTerms(c.Context(), args, termTables[n].table)
		},
	}
	a.viewFlags(c)
	a.serverFlag(c)
	a.formatFlag(c, rowFormats...)
	c.Flags().StringVar(&show, "show", names[0], "what to list: "+strings.Join(names, ", "))
	return c
}

func (a *app) printTerms(ctx context.Context, args []string, show func([]termNode) *table) error {
	from, err := a.asker(ctx)
	if err != nil {
		return err
	}
	defer from.close()
	list, err := a.askTerms(ctx, from)
	if err != nil {
		return err
	}
	if list, err = termsNamed(list, args); err != nil {
		return err
	}
	t := show(list)
	switch {
	case len(list) == 0:
		fmt.Fprintln(a.stderr, "no term with several senses is on record in this view")
	case len(t.rows) == 0:
		fmt.Fprintln(a.stderr, "nothing of the kind is on record")
	default:
		fmt.Fprintln(a.stderr, list[0].Finding.Basis)
	}
	return a.print(t)
}

// askTerms asks for all terms of the view, page by page.
func (a *app) askTerms(ctx context.Context, from asker) ([]termNode, error) {
	vars, err := a.viewVariables(ctx, from)
	if err != nil {
		return nil, err
	}
	var list []termNode
	for {
		var data struct{ Negotiation struct{ Terms termPage } }
		if err := into(ctx, from, termsQuery, vars, &data); err != nil {
			return nil, err
		}
		page := data.Negotiation.Terms
		list = append(list, page.Nodes...)
		if !page.PageInfo.HasNextPage {
			return list, nil
		}
		vars["after"] = page.PageInfo.EndCursor
	}
}

// termsNamed keeps the term asked for, if one is.
func termsNamed(list []termNode, args []string) ([]termNode, error) {
	if len(args) == 0 {
		return list, nil
	}
	var keys []string
	for _, t := range list {
		if t.Key == args[0] {
			return []termNode{t}, nil
		}
		keys = append(keys, t.Key)
	}
	return nil, graph.Errorf(graph.CodeNotFound, "%s", graph.UnknownWord("term of this view", args[0], keys))
}

func sensesTable(list []termNode) *table {
	t := &table{columns: []string{"term", "sense", "used by", "narrow", "broad", "accepted by", "silent", "opposed by", "forbidden by", "meaning"}, sentence: true}
	for _, x := range list {
		t.rows = append(t.rows, []any{x.Key, "", []string{}, word(x.Finding.Narrow), word(x.Finding.Broad), []string{}, []string{}, []string{}, []string{}, "Left open."})
		for n, s := range x.Senses {
			row, settled := []any{x.Key, s.Key, x.users(n)}, x.Finding.Senses[n]
			t.rows = append(t.rows, append(append(row, settled.row()...), strings.TrimSpace(s.Label+". "+settled.Unjudged)))
		}
	}
	return t
}

// users lists who uses the term in its n-th sense; a question mark stands with a use that rests on no statement.
func (x termNode) users(n int) []string {
	list := []string{}
	for _, u := range x.Senses[n].Uses {
		if len(u.Statements) == 0 {
			u.PartyKey += "?"
		}
		list = append(list, u.PartyKey)
	}
	return list
}

// row is the verdicts and who stands how to the sense.
func (s settledNode) row() []any {
	by := map[string][]string{}
	for _, st := range s.Stands {
		who := st.PartyKey
		if st.Partly {
			who += " (in part)"
		}
		column := strings.TrimSuffix(st.Attitude, "_BY_IMPLICATION")
		by[column] = append(by[column], who)
	}
	row := []any{word(s.Narrow), word(s.Broad)}
	for _, attitude := range []string{"ACCEPTED", "SILENT", "OPPOSED", "FORBIDDEN"} {
		row = append(row, append([]string{}, by[attitude]...))
	}
	return row
}

func termWordsTable(list []termNode) *table {
	t := &table{columns: []string{"term", "sense", "party", "date", "statement", "words"}, sentence: true}
	for _, x := range list {
		for _, s := range x.Senses {
			for _, u := range s.Uses {
				if len(u.Statements) == 0 {
					t.rows = append(t.rows, []any{x.Key, s.Key, u.PartyKey, "", "", "No statement on record shows this use."})
				}
				for _, st := range u.Statements {
					said := st.Paraphrase
					if st.Quotation != "" {
						said += " “" + st.Quotation + "”"
					}
					t.rows = append(t.rows, []any{x.Key, s.Key, u.PartyKey, st.Date, st.Key, said})
				}
			}
		}
	}
	return t
}

func agreementsTable(list []termNode) *table {
	t := &table{columns: []string{"term", "parties", "explanation"}, sentence: true}
	for _, x := range list {
		for _, a := range x.Finding.OnlyWhileOpen {
			t.rows = append(t.rows, []any{x.Key, a.PartyKeys, a.Explanation})
		}
	}
	return t
}

func openTextsTable(list []termNode) *table {
	t := &table{columns: []string{"term", "proposal", "date", "issues", "senses", "red lines"}, sentence: true}
	for _, x := range list {
		for _, text := range x.Finding.Texts {
			var issues, senses, lines []string
			for _, l := range text.Leaves {
				issues = append(issues, l.IssueKey)
				senses = append(senses, l.SenseKeys...)
			}
			for _, l := range text.Lines {
				turns := l.RedLineKey + " " + word(l.AsItStands) + ":"
				for _, o := range l.Outcomes {
					turns += " " + o.SenseKey + "=" + word(o.Outcome)
				}
				lines = append(lines, turns)
			}
			slices.Sort(senses)
			t.rows = append(t.rows, []any{x.Key, text.Proposal.Key, text.Proposal.Date, issues, slices.Compact(senses), strings.Join(lines, "; ")})
		}
	}
	return t
}
