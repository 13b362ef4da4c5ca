package schema

import "parley/analysis/settle"

func silencesField() field {
	return field{
		name: "silences", typ: "[Silence!]!", doc: "The parties and issues on which some deal rests on silence: what to find out first. Those on which most deals hang come first, then by party and issue.",
		args: []arg{{"first", "Int", "How many to list: 1 to 500. Default: all."}},
		resolve: with(func(c *call, s seen[*settle.Settlement]) (any, error) {
			first, err := c.size("first")
			if err != nil {
				return nil, err
			}
			list, err := s.it.Silences(c.ctx)
			if first > 0 {
				list = list[:min(first, len(list))]
			}
			return seeAll(s.lens, list), err
		}),
	}
}

func silenceType() definition {
	type silence = settle.Silence
	return object{name: "Silence", doc: "A party and an issue of which nothing on record says how the party stands to the option taken. It does not mean that the party is flexible.", fields: fieldList(
		cellFields(func(s silence) settle.Cell { return s.Cell }),
		plain("kind", "SilenceKind!", "Of which kind the silence is; of several in all deals, that of the first option.", func(s silence) any { return string(s.Kind) }),
		plain("removes", "BigInt!", "How many deals take an option on the issue toward which the party is silent: a red line there could remove so many.", func(s silence) any { return s.Removes.String() }),
		field{name: "explanation", typ: "String!", doc: "What is not known, and what hangs on it.",
			resolve: get(func(s seen[silence]) any { return s.settled().SilenceWords(s.it) })},
	)}
}

// cellFields are a party and an issue, each with its key.
func cellFields[T any](cell func(T) settle.Cell) []field {
	return []field{
		{name: "party", typ: "Party!", doc: "The party.", resolve: get(func(s seen[T]) any { return see(s.lens, cell(s.it).Party) })},
		plain("partyKey", "String!", "The key of the party.", func(it T) any { return cell(it).Party.Key }),
		{name: "issue", typ: "Issue!", doc: "The issue.", resolve: get(func(s seen[T]) any { return see(s.lens, cell(s.it).Issue.Issue) })},
		plain("issueKey", "String!", "The key of the issue.", func(it T) any { return cell(it).Issue.Key }),
	}
}
