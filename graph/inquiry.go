package graph

// Inquiry records a search for a party's position on an issue that found nothing.
type Inquiry struct {
	Key      string   `json:"key" is:"key" doc:"Short name of the inquiry. May be left out: then it is made of party, issue and date."`
	Party    string   `json:"party" is:"required" ref:"party" doc:"Whose position was looked for."`
	Issue    string   `json:"issue" is:"required" ref:"issue" doc:"On which issue."`
	Date     Date     `json:"date,omitzero" is:"required" doc:"When the search was made."`
	Searched []string `json:"searched" is:"required" doc:"Where: archives, sites, databases."`
	Note     string   `json:"note,omitempty" doc:"A remark of the coder's."`
}

// Ref implements Record.
func (q *Inquiry) Ref() Ref { return Ref{KindInquiry, q.Key} }

func (q *Inquiry) check(*checker) {}
