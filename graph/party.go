package graph

// Party takes positions: a state, an organisation, a coalition, an armed group, a part of a government.
type Party struct {
	Key         string            `json:"key" is:"key" doc:"Short name of the party, unique among parties: russia."`
	Name        string            `json:"name" is:"required" doc:"The party's usual name."`
	Kind        PartyKind         `json:"kind" is:"required" doc:"What sort of party it is."`
	Names       map[string]string `json:"names,omitempty" doc:"The name in other languages and scripts, by BCP 47 language tag."`
	Aliases     []string          `json:"aliases,omitempty" doc:"Other names it goes by."`
	Codes       map[string]string `json:"codes,omitempty" doc:"Codes in other schemes: wikidata, iso3166, cow."`
	Memberships []Membership      `json:"memberships,omitempty" doc:"What it is a member of, and when."`
	Description string            `json:"description,omitempty" doc:"What a reader should know about it."`
}

// Membership places a party in another for a time.
type Membership struct {
	Of   string `json:"of" is:"required" ref:"party" doc:"The organisation or coalition."`
	Role string `json:"role,omitempty" doc:"Role within it: co-chair, candidate."`
	From Date   `json:"from,omitzero" doc:"First day of membership."`
	To   Date   `json:"to,omitzero" doc:"Last day of membership."`
}

// Ref implements Record.
func (p *Party) Ref() Ref { return Ref{KindParty, p.Key} }

func (p *Party) check(c *checker) {
	for i, m := range p.Memberships {
		c.period(m.From, m.To, "memberships", i)
	}
	distinct(c, p.Memberships, "memberships")
}

// PartyKind is what sort of party it is.
type PartyKind string

// The kinds of party.
const (
	PartyState          PartyKind = "state"
	PartyOrganisation   PartyKind = "international-organisation"
	PartyCoalition      PartyKind = "coalition"
	PartyArmedGroup     PartyKind = "armed-group"
	PartyGovernmentBody PartyKind = "government-body"
	PartyPolitical      PartyKind = "political-party"
	PartyOther          PartyKind = "other"
)

// Values implements Enum.
func (PartyKind) Values() []EnumValue {
	return []EnumValue{
		{string(PartyState), "A state."},
		{string(PartyOrganisation), "An international organisation with a treaty or charter."},
		{string(PartyCoalition), "States or others acting together without a charter."},
		{string(PartyArmedGroup), "An armed group that is not a state's army."},
		{string(PartyGovernmentBody), "A part of a government that speaks for itself."},
		{string(PartyPolitical), "A political party or movement."},
		{string(PartyOther), "Something else: a church, a company, a civic group."},
	}
}
