package graph

// Term is a word or phrase of a negotiation that is used in different senses.
type Term struct {
	Key         string   `json:"key" is:"key" doc:"Short name of the term: security-guarantees."`
	Negotiation string   `json:"negotiation" is:"required" ref:"negotiation" doc:"The case it belongs to."`
	Title       string   `json:"title" is:"required" doc:"The word or phrase itself."`
	Aliases     []string `json:"aliases,omitempty" doc:"Other forms of it, in other languages too."`
	Senses      []Sense  `json:"senses" is:"required" doc:"What it is taken to mean, two senses or more, from the narrowest to the broadest."`
	Wording     string   `json:"wording,omitempty" doc:"Wording that would keep the senses apart."`
	Note        string   `json:"note,omitempty" doc:"A remark of the coder's."`
}

// Sense is one meaning of a term.
type Sense struct {
	Key   string  `json:"key" is:"key" doc:"Short name of the sense, unique within the term."`
	Label string  `json:"label" is:"required" doc:"The sense in a few words."`
	Means Pattern `json:"means" is:"required" doc:"What the term comes to in this sense: the options of each issue that fall under it."`
	Uses  []Use   `json:"uses,omitempty" doc:"Who uses the term so."`
}

// Use says that a party uses a term in a sense.
type Use struct {
	Party    string   `json:"party" is:"required" ref:"party" doc:"The party."`
	Evidence []string `json:"evidence,omitempty" ref:"statement" doc:"The statements that show it."`
}

// Ref implements Record.
func (t *Term) Ref() Ref { return Ref{KindTerm, t.Key} }

func (t *Term) check(c *checker) {
	if len(t.Senses) == 1 {
		c.faultf([]any{"senses"}, "has one sense: a term is worth recording where it has two or more")
	}
	seen, meant := map[string]bool{}, map[string]string{}
	for n, s := range t.Senses {
		if seen[s.Key] {
			c.faultf([]any{"senses", n, "key"}, "sense %q is there twice", s.Key)
		}
		seen[s.Key] = true
		text := s.Means.canonical()
		if other, ok := meant[text]; ok && len(s.Means) > 0 {
			c.faultf([]any{"senses", n, "means"}, "is what sense %s means: nobody could tell the two apart", other)
		}
		meant[text] = s.Key
		users := map[string]bool{}
		for i, u := range s.Uses {
			if users[u.Party] {
				c.faultf([]any{"senses", n, "uses", i, "party"}, "%s is there twice: give all its statements at once", u.Party)
			}
			users[u.Party] = true
		}
	}
}
