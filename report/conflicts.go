package report

import (
	"context"
	"errors"

	"parley/analysis/conflict"
	"parley/analysis/evidence"
	"parley/analysis/gap"
	"parley/analysis/sequence"
	"parley/analysis/settle"
	"parley/analysis/term"
	"parley/graph"
)

// conflicts is the report of that name while it is being written: the document, its footnotes, and the answers
// its sections share.
type conflicts struct {
	*Document
	*citer
	v          *graph.View
	found      []*conflict.Conflict
	incomplete error // set where found lacks some clashes of red lines
	groups     []*conflict.Group
	deal       *settlement // for the parties that a settlement is about
	matrix     *conflict.Matrix
	judged     []*settle.Judgement
	gaps       *gap.Gaps
	judgements []judgement
	order      *sequence.Sequence
	senses     []*term.Finding
	alike      int // words with several senses that nobody is on record as using differently
	questions  gap.Questions
	ice        *evidence.ThinIce
}

func buildConflicts(ctx context.Context, v *graph.View) (*Document, error) {
	found, incomplete := conflict.Find(ctx, v)
	if cut := (*conflict.Incomplete)(nil); incomplete != nil && !errors.As(incomplete, &cut) {
		return nil, incomplete
	}
	judged, err := judgeAll(ctx, v)
	if err != nil {
		return nil, err
	}
	deal, err := newSettlement(ctx, v)
	if err != nil {
		return nil, err
	}
	d := &Document{Title: "Where positions conflict: " + v.Negotiation.Title}
	r := &conflicts{
		Document: d, citer: newCiter(d, v.Snapshot), v: v, found: found, incomplete: incomplete,
		groups: conflict.Groups(v, found), matrix: conflict.NewMatrix(v, found, conflict.ByParties),
		deal: deal, judged: judged, gaps: gap.Find(v),
	}
	for _, step := range []func(context.Context) error{r.checkClaims, r.findOrder, r.findTerms, r.findQuestions, r.findThinIce} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	viewFacts(d, v)
	r.bottomLine()
	r.isThereADeal()
	r.cannotStand()
	r.wouldMove()
	r.overview()
	r.details()
	r.pairs()
	r.redLineTables()
	r.proposalTables()
	r.movedLately()
	r.besides()
	r.unknowns()
	r.legend()
	r.sourcesIntro()
	return d, nil
}

// supposition stands where a footnote is missing because the thing is supposed: by a scenario, or for this report.
var supposition = Span{Text: "(supposed, not on record)", Style: Emphasis}

// sources cites what a position or red line rests on, the best first.
func (r *conflicts) sources(rec graph.Record) Text {
	if r.v.Supposes(rec) {
		return Text{{Text: " "}, supposition}
	}
	return r.cite(mapped(ranked(r.v, ownerOf(rec), graph.EvidenceOf(rec)), func(st *graph.Statement) string { return st.Key }))
}

// source cites of the same only the best, marked if it is not the party's own word.
func (r *conflicts) source(rec graph.Record) Text {
	if st, ok := best(r.v, ownerOf(rec), graph.EvidenceOf(rec)); ok {
		return text(r.cite([]string{st.Key}), remark(st, ownerOf(rec)))
	}
	return r.sources(rec)
}

// witness is the mark of a red line that rests on nothing its own party said.
func (r *conflicts) witness(l *graph.RedLine) Text {
	if st, ok := best(r.v, l.Party, l.Evidence); ok {
		return remark(st, l.Party)
	}
	return nil
}

// words gives the best words behind a position or red line, marked likewise.
func (r *conflicts) words(rec graph.Record) Text {
	if st, ok := best(r.v, ownerOf(rec), graph.EvidenceOf(rec)); ok {
		return text(wordsOf(st), remark(st, ownerOf(rec)))
	}
	return text("none on record")
}

func (r *conflicts) sourcesIntro() {
	r.begin(sourceSection)
	if len(r.Notes) == 0 {
		r.say("No statement is on record for anything above.")
		return
	}
	r.say("Each footnote is one statement, cited once: who spoke, in the office held that day; for whom; in which capacity; when, as ",
		"precisely as the source tells; the words, in the source’s language where they stand between quotation marks and otherwise in ours; ",
		"where they are reported; and how source and item are graded. A search that found nothing has a footnote of its own.")
}
