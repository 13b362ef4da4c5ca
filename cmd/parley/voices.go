package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
)

const voicesQuery = `query Voices($negotiation: String!, $asOf: Date, $knownAt: DateTime, $scenario: String, $reading: Reading, $prefer: [VersionInput!], $parties: [String!], $issues: [String!], $party: String, $issue: String) {
  negotiation(key: $negotiation, asOf: $asOf, knownAt: $knownAt, scenario: $scenario, reading: $reading, prefer: $prefer, parties: $parties, issues: $issues) {
    voices(party: $party, issue: $issue) {
      partyKey personKey name standing authority office since until basis formerOffices { title to }
      latestKey latestDate latestParaphrase latestCapacity latestAuthority latestReliability latestCredibility
      claimed { key } departures { higherName explanation }
    }
  }
}`

type voiceRow struct {
	PartyKey, PersonKey, Name, Standing, Authority, Office, Since, Until, Basis string
	FormerOffices                                                               []struct{ Title, To string }

	LatestKey, LatestDate, LatestParaphrase, LatestCapacity, LatestAuthority, LatestReliability string
	LatestCredibility                                                                           int

	Claimed    struct{ Key string }
	Departures []struct{ HigherName, Explanation string }
}

func (a *app) voices() *cobra.Command {
	var issue string
	c := &cobra.Command{
		Use:   "voices [PARTY]",
		Short: "List who speaks for a party, with what authority, and what each said last",
		Long: `Voices lists who speaks for a party on the day of the view, or for every party, in order of authority and never of who
spoke last: office-holders by how far their office binds the party, then former ones and commentators. Beside each stands
the last of its own words on record; what others report it to have said is kept apart. Where a lower voice's last words
cannot stand beside a higher one's that is said as well; it changes nothing of what the party holds.`,
		Example: "  parley voices russia --as-of 2025-08-19 --issue foreign-troops",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			vars := map[string]any{}
			if len(args) > 0 {
				vars["party"] = args[0]
			}
			if issue != "" {
				vars["issue"] = issue
			}
			return a.printVoices(c.Context(), vars)
		},
	}
	a.viewFlags(c)
	a.serverFlag(c)
	a.formatFlag(c, rowFormats...)
	c.Flags().StringVar(&issue, "issue", "", "only words on this issue, by key; left out: whatever the subject")
	return c
}

func (a *app) printVoices(ctx context.Context, filter map[string]any) error {
	from, err := a.asker(ctx)
	if err != nil {
		return err
	}
	defer from.close()
	vars, err := a.viewVariables(ctx, from)
	if err != nil {
		return err
	}
	for name, value := range filter {
		vars[name] = value
	}
	var data struct {
		Negotiation struct{ Voices []voiceRow }
	}
	if err := into(ctx, from, voicesQuery, vars, &data); err != nil {
		return err
	}
	list := data.Negotiation.Voices
	if len(list) == 0 {
		fmt.Fprintln(a.stderr, "no voice on record in this view; that is no sign that nobody speaks for the party")
	}
	if err := a.print(a.voiceTable(list)); err != nil || a.format != "table" {
		return err
	}
	for _, v := range list {
		for _, d := range v.Departures {
			fmt.Fprintln(a.stderr, d.Explanation)
		}
	}
	return nil
}

func (a *app) voiceTable(list []voiceRow) *table {
	t := &table{columns: []string{"party", "voice", "standing", "authority", "office", "since", "until", "formerly", "said", "departs from", "last words"}, sentence: true}
	if a.format != "table" {
		t.columns = append(t.columns, "person", "basis", "statement", "capacity", "authority then", "reliability", "credibility", "claimed", "departures")
	}
	for _, v := range list {
		higher, former, departures := []string{}, []string{}, []string{}
		for _, d := range v.Departures {
			higher, departures = append(higher, d.HigherName), append(departures, d.Explanation)
		}
		for _, o := range v.FormerOffices {
			former = append(former, o.Title+" until "+o.To)
		}
		row := []any{v.PartyKey, v.Name, word(v.Standing), word(v.Authority), v.Office, v.Since, v.Until, former, v.LatestDate, higher, v.lastWords()}
		if a.format != "table" {
			row = append(row, v.PersonKey, v.Basis, v.LatestKey, word(v.LatestCapacity), word(v.LatestAuthority), v.LatestReliability,
				graded(v.LatestCredibility), v.Claimed.Key, departures)
		}
		t.rows = append(t.rows, row)
	}
	return t
}

// lastWords are what a voice said last, or what is on record instead.
func (v *voiceRow) lastWords() string {
	switch {
	case v.LatestKey != "":
		return v.LatestParaphrase
	case v.Claimed.Key != "":
		return "(no words of its own on record; reported: " + v.Claimed.Key + ")"
	}
	return "(no words on record)"
}

// graded is a credibility, or nothing where none is on record.
func graded(credibility int) any {
	if credibility == 0 {
		return nil
	}
	return credibility
}
