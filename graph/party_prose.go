package graph

import (
	"slices"
	"strings"
)

// InProse returns the party's name as a sentence has it: without what stands after it in brackets, and with the
// article that names such as United States take.
func (p *Party) InProse() string {
	name, _, _ := strings.Cut(p.Name, " (")
	head := name
	for _, small := range []string{" of ", " for ", " on "} {
		head, _, _ = strings.Cut(head, small)
	}
	words := strings.Fields(strings.ToLower(head))
	if len(words) == 0 || words[0] == "the" || !slices.Contains(takeArticle, words[len(words)-1]) {
		return name
	}
	return "the " + name
}

// takeArticle are nouns that take an article as the head of a name.
var takeArticle = []string{
	"alliance", "army", "authority", "bank", "bloc", "caucus", "coalition", "commission", "committee", "community",
	"confederation", "congress", "council", "emirates", "federation", "forces", "front", "government", "group", "islands",
	"kingdom", "league", "mission", "movement", "nations", "netherlands", "organisation", "organization", "parliament",
	"party", "philippines", "quad", "quartet", "republic", "secretariat", "states", "troika", "union",
}
