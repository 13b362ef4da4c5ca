package main

// apiWord is an enum value of the API, kept as the word of the files.
type apiWord string

func (w *apiWord) UnmarshalText(text []byte) error {
	*w = apiWord(word(string(text)))
	return nil
}

// named is a record by key and name or title.
type named struct {
	Key   string `json:"key"`
	Name  string `json:"name,omitempty"`
	Title string `json:"title,omitempty"`
}

func (n named) key() string  { return n.Key }
func (n named) name() string { return n.Name }

type rule struct {
	Key    string `json:"key"`
	Reason string `json:"reason"`
}

func (r rule) key() string { return r.Key }

type redLine struct {
	Key   string `json:"key"`
	Title string `json:"title"`
	Party named  `json:"party"`
}

func (l redLine) key() string { return l.Key }

// leftOut is a red line or rule that names an issue not asked about.
type leftOut struct {
	Kind apiWord `json:"kind"`
	Key  string  `json:"key"`
}

func (l leftOut) ref() string { return string(l.Kind) + "/" + l.Key }

// settled is the answer to the question whether there is a deal.
type settled struct {
	Negotiation  named     `json:"negotiation"`
	Verdict      apiWord   `json:"verdict"`
	Explanation  string    `json:"explanation"`
	AsOf         string    `json:"asOf"`
	KnownAt      string    `json:"knownAt"`
	Reading      apiWord   `json:"reading"`
	PackageCount string    `json:"packageCount"`
	DealCount    string    `json:"dealCount"`
	Scenario     *named    `json:"scenario"`
	Parties      []named   `json:"parties"`
	IssueKeys    []string  `json:"issueKeys"`
	RedLines     []redLine `json:"redLines"`
	Rules        []rule    `json:"rules"`
	Relaxed      []redLine `json:"relaxed"`
	Idle         []redLine `json:"idle"`
	Preferred    []taken   `json:"preferred"`
	Added        []redLine `json:"added"`
	Assumed      *struct {
		Terms []struct {
			IssueKey   string   `json:"issueKey"`
			OptionKeys []string `json:"optionKeys"`
		} `json:"terms"`
	} `json:"assumed"`
	LeftOut     []leftOut          `json:"leftOut"`
	Cores       listOf[core]       `json:"cores"`
	Concessions listOf[concession] `json:"concessions"`
	Blame       blame              `json:"blame"`
	Witness     *deal              `json:"witness"`
	Silences    []silence          `json:"silences"`
	Options     []optionVerdict    `json:"options"`
	Sensitivity []sensitivity      `json:"sensitivity"`
	Certificate certificate        `json:"certificate"`
	// Claims are outside judgements that Parley can set its own verdict beside, in the same view but for what is
	// supposed here and whose red lines count.
	Claims []assessment `json:"claims"`
	Floor  *floor       `json:"floor"`

	knownThen bool // the question was about an earlier state of knowledge
}

// listOf is a list that may be cut short.
type listOf[T any] struct {
	Complete bool `json:"complete"`
	Count    int  `json:"count"`
	Nodes    []T  `json:"nodes"`
}

type core struct {
	Explanation string    `json:"explanation"`
	RedLines    []redLine `json:"redLines"`
	Rules       []rule    `json:"rules"`
	Parties     []named   `json:"parties"`
	IssueKeys   []string  `json:"issueKeys"`
}

type concession struct {
	Explanation string    `json:"explanation"`
	Cost        float64   `json:"cost"`
	Opens       string    `json:"opens"`
	RedLines    []redLine `json:"redLines"`
	Parties     []named   `json:"parties"`
	Example     deal      `json:"example"`
}

type blame struct {
	Complete bool `json:"complete"`
	Parties  []struct {
		Share float64 `json:"share"`
		Party named   `json:"party"`
	} `json:"parties"`
	RedLines []struct {
		Share   float64 `json:"share"`
		RedLine redLine `json:"redLine"`
	} `json:"redLines"`
}

// deal is a package that crosses nothing, with what it means to the parties asked about.
type deal struct {
	Choices []struct {
		Issue  named  `json:"issue"`
		Option option `json:"option"`
	} `json:"choices"`
	Scores []struct {
		Score float64 `json:"score"`
		Party named   `json:"party"`
	} `json:"scores"`
	Silences []cellOf `json:"silences"`
	Opposed  []cellOf `json:"opposed"`
}

type option struct {
	Key   string `json:"key"`
	Label string `json:"label"`
}

// cellOf is a party with an issue.
type cellOf struct {
	Party named   `json:"party"`
	Issue named   `json:"issue"`
	Kind  apiWord `json:"kind,omitempty"`
}

type silence struct {
	cellOf
	Removes     string `json:"removes"`
	Explanation string `json:"explanation"`
}

type optionVerdict struct {
	Possible       bool     `json:"possible"`
	Forced         bool     `json:"forced"`
	Supposed       bool     `json:"supposed"`
	Explanation    string   `json:"explanation"`
	RuledOutByKeys []string `json:"ruledOutByKeys"`
	RuleKeys       []string `json:"ruleKeys"`
	Option         struct {
		option
		Issue named `json:"issue"`
	} `json:"option"`
}

type sensitivity struct {
	Change  string  `json:"change"`
	Verdict apiWord `json:"verdict"`
	Differs bool    `json:"differs"`
}

// assessment is an outside judgement, with a claim if Parley can check it.
type assessment struct {
	Key         string `json:"key"`
	Institution string `json:"institution"`
	Date        string `json:"date"`
	Text        string `json:"text"`
	By          *named `json:"by"`
	Claim       *claim `json:"claim"`
}

type claim struct {
	Kind       apiWord `json:"kind"`
	Holds      *bool   `json:"holds"` // nil where the verdict is undetermined
	Parties    []named `json:"parties"`
	Settlement struct {
		Verdict apiWord `json:"verdict"`
	} `json:"settlement"`
}
