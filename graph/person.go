package graph

// Person is a voice: somebody whose words are on record.
type Person struct {
	Key     string            `json:"key" is:"key" doc:"Short name of the person, unique among people: sergei-lavrov."`
	Name    string            `json:"name" is:"required" doc:"The person's usual name."`
	Names   map[string]string `json:"names,omitempty" doc:"The name in other languages and scripts, by BCP 47 language tag."`
	Aliases []string          `json:"aliases,omitempty" doc:"Other spellings."`
	Codes   map[string]string `json:"codes,omitempty" doc:"Codes in other schemes: wikidata."`
	Offices []Office          `json:"offices,omitempty" doc:"Offices held, and when."`
}

// Office is a post a person holds with a party for a time.
type Office struct {
	Party     string    `json:"party" is:"required" ref:"party" doc:"The party the office belongs to."`
	Title     string    `json:"title" is:"required" doc:"The office: foreign minister."`
	Authority Authority `json:"authority" is:"required" doc:"How far its holder's words bind the party."`
	From      Date      `json:"from,omitzero" doc:"First day in office."`
	To        Date      `json:"to,omitzero" doc:"Last day in office."`
}

// Ref implements Record.
func (p *Person) Ref() Ref { return Ref{KindPerson, p.Key} }

func (p *Person) check(c *checker) {
	for i, o := range p.Offices {
		c.period(o.From, o.To, "offices", i)
	}
	distinct(c, p.Offices, "offices")
}

// Authority is how far a voice binds its party.
type Authority string

// The degrees of authority, strongest first.
const (
	AuthorityBinding  Authority = "binding"
	AuthorityOfficial Authority = "official"
	AuthorityPersonal Authority = "personal"
)

// Values implements Enum.
func (Authority) Values() []EnumValue {
	return []EnumValue{
		{string(AuthorityBinding), "Can commit the party: head of state or government."},
		{string(AuthorityOfficial), "Speaks for the party: minister, envoy, spokesperson."},
		{string(AuthorityPersonal), "Speaks for himself or herself."},
	}
}
