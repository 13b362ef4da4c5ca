package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// settleOnce asks whether there is a deal and prints the answer.
func (a *app) settleOnce(ctx context.Context, from asker, vars map[string]any, f settleFlags) error {
	var data struct {
		Negotiation struct {
			named
			Settlement  settled
			Assessments struct{ Nodes []assessment }
		}
	}
	if err := a.askSettle(ctx, from, vars, &data); err != nil {
		return err
	}
	n := data.Negotiation
	if f.certificate != "" {
		if err := a.writeCertificate(f.certificate, n.Settlement.Certificate); err != nil {
			return err
		}
	}
	n.Settlement.Negotiation, n.Settlement.Floor, n.Settlement.knownThen = n.named, f.floor(), a.view.knownAt != ""
	n.Settlement.Claims = slices.DeleteFunc(n.Assessments.Nodes, func(x assessment) bool { return x.Claim == nil || !x.Claim.ofDeals() })
	switch a.format {
	case "json":
		out, err := json.MarshalIndent(n.Settlement, "", "  ")
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(a.stdout, "%s\n", out)
		return err
	case "csv":
		return a.print(n.Settlement.parts(f.first))
	}
	return a.printSettled(&n.Settlement, f.first)
}

// askSettle asks with all counts, and where those take too long or too much memory, without.
func (a *app) askSettle(ctx context.Context, from asker, vars map[string]any, data any) error {
	vars["counted"] = true
	r, err := from.ask(ctx, settleQuery, vars)
	if err != nil {
		return err
	}
	if !r.beyond() {
		if err := r.err(); err != nil {
			return err
		}
		return json.Unmarshal(r.Data, data)
	}
	fmt.Fprintln(a.stderr, "the packages are too many to count: the answer is without counts, deals and silences; ask about fewer issues with --issues, or settle some with --assume")
	vars["counted"] = false
	return into(ctx, from, settleQuery, vars, data)
}

// printSettled writes the answer for people.
func (a *app) printSettled(s *settled, first int) error {
	title := oneLine(s.Negotiation.Title) + ": " + strings.ToUpper(string(s.Verdict))
	if a.format == "md" {
		title = "# " + markdown.Replace(title) + "\n"
	}
	words, deals := s.supposing()+oneLine(s.Explanation), "not counted"
	if s.DealCount != "" {
		deals = grouped(s.DealCount)
	}
	if a.format == "md" {
		words = markdown.Replace(words)
	}
	fmt.Fprintf(a.stdout, "%s\n%s\n\npackages: %s; deals: %s\n", title, words, grouped(s.PackageCount), deals)
	for _, x := range s.sections(first) {
		if err := a.printSection(x); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(a.stdout, "\nTo recheck: --certificate FILE, then any SAT solver on FILE, which is unsatisfiable if and only if the verdict is BLOCKED.\n"+
		"The data are those up to the change with the hash %s.\n", s.Certificate.DatasetHash)
	return err
}

// supposing says what the answer supposes, to stand before everything else.
func (s *settled) supposing() string {
	var parts []string
	if s.Scenario != nil {
		parts = append(parts, "scenario "+s.Scenario.Key)
	}
	for _, r := range s.Relaxed {
		parts = append(parts, r.Key+" given up")
	}
	for _, r := range s.Added {
		parts = append(parts, r.Key+" drawn")
	}
	if s.Assumed != nil {
		for _, t := range s.Assumed.Terms {
			parts = append(parts, t.IssueKey+" settled as "+strings.Join(t.OptionKeys, " or "))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "Supposing " + strings.Join(parts, ", ") + ", which is not on record. "
}

func (a *app) printSection(x section) error {
	if len(x.rows.rows) == 0 {
		if x.none != "" {
			fmt.Fprintf(a.stdout, "\n%s\n", x.none)
		}
		return nil
	}
	heading := x.title + ":"
	if a.format == "md" {
		heading = "## " + markdown.Replace(x.title) + "\n"
	}
	fmt.Fprintf(a.stdout, "\n%s\n", heading)
	return a.print(x.rows)
}
