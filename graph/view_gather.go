package graph

import (
	"cmp"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// gather collects, for every issue, the positions and red lines on record, whenever they hold, and lists what holds on
// the view's day.
func (v *View) gather() {
	positions := survey(v.Snapshot, v.Issues, v.meetPosition)
	ends := v.successors(positions)
	v.Positions = make([]*Position, 0, len(positions))
	for _, m := range positions {
		if begins, ok := ends[m.Position]; ok {
			m.span = m.endedBy(begins)
		}
		v.holdPosition(m)
	}
	lines := survey(v.Snapshot, slices.Collect(Referring[*Issue](v.Snapshot, v.Negotiation.Ref())), v.meetLine)
	for n := range v.Supposed.Adds {
		if m, ok := v.meetLine(&v.Supposed.Adds[n]); ok {
			lines = append(lines, m)
		}
	}
	if len(v.Supposed.Adds) > 0 {
		slices.SortStableFunc(lines, func(a, b metLine) int { return strings.Compare(a.Key, b.Key) })
	}
	for _, m := range lines {
		v.holdLine(m)
	}
	v.Idle = v.idle()
	slices.SortFunc(v.Skipped, func(a, b Ref) int {
		return cmp.Or(strings.Compare(string(a.Kind), string(b.Kind)), strings.Compare(a.Key, b.Key))
	})
	v.Skipped = slices.Compact(v.Skipped)
}

// metPosition is a position on an issue of the view, as it would hold if nothing superseded it.
type metPosition struct {
	heldPosition
	on       *IssueView
	admitted bool
}

func (v *View) meetPosition(p *Position) (m metPosition, ok bool) {
	i, ok := v.issues[p.Issue]
	if !ok || !v.wants(p.Party) {
		return m, false
	}
	return metPosition{heldPosition{p, ownSpan(p), v.Met(p.Condition)}, i, v.admits(p.Evidence)}, true
}

// successors tells of which positions the view admits a successor, and the first day one of these begins.
func (v *View) successors(positions []metPosition) map[*Position]Day {
	begins := map[*Position]Day{}
	for _, m := range positions {
		if m.Supersedes == "" || !m.admitted {
			continue
		}
		old, _ := Get[*Position](v.Snapshot, m.Supersedes)
		if first, twice := begins[old]; !twice || m.first < first {
			begins[old] = m.first
		}
	}
	return begins
}

// holdPosition puts a position among those of its issue, and in the view's lists if it holds on its day.
func (v *View) holdPosition(m metPosition) {
	if !m.admitted {
		m.on.unadmitted = append(m.on.unadmitted, heldOther{m.Party, m.span})
		return
	}
	m.on.positions = append(m.on.positions, m.heldPosition)
	switch {
	case !m.span.on(v.AsOf):
		return
	case m.met:
		v.Positions = append(v.Positions, m.Position)
	default:
		v.Conditional = append(v.Conditional, m.Position)
	}
	v.inside(m.Ref(), m.Condition)
}

// metLine is a red line on issues of the view's negotiation.
type metLine struct {
	*RedLine
	span
	on               []lineOn
	admitted, gaveUp bool
	kept, leavesOut  bool // whether patterns of it are on issues of the view alone, and whether others are not
}

// lineOn is an issue of the view that a red line names, with what the line rules out of it by itself.
type lineOn struct {
	issue *IssueView
	alone OptionSet
}

func (v *View) meetLine(r *RedLine) (m metLine, ok bool) {
	if !v.wants(r.Party) {
		return m, false
	}
	forbids := v.Forbids(r)
	m = metLine{RedLine: r, admitted: v.Admits(r), gaveUp: v.gaveUp(r), kept: len(forbids) > 0, leavesOut: len(forbids) < len(v.counted(r))}
	for _, key := range r.issues() {
		if i, ok := v.issues[key]; ok {
			m.on = append(m.on, lineOn{i, v.alone(i, forbids)})
		}
	}
	if len(m.on) == 0 && !v.concerns(r) {
		return m, false
	}
	m.span = v.span(r)
	return m, true
}

// issues lists the issues a red line names on a broad reading, sorted.
func (r *RedLine) issues() []string {
	if len(r.MayForbid) == 0 {
		return r.Forbids.issues()
	}
	return slices.Concat(r.Forbids, r.MayForbid).issues()
}

// concerns reports whether a red line is about the view's negotiation: all its issues belong to one.
func (v *View) concerns(r *RedLine) bool {
	for key := range r.Forbids[0] {
		i, ok := Get[*Issue](v.Snapshot, key)
		return ok && i.Negotiation == v.Negotiation.Key
	}
	return false
}

// holdLine puts a red line among those of every issue of the view that it names, and in the view's lists if it is in
// force. What the view's choice of issues leaves out of it is noted as skipped.
func (v *View) holdLine(m metLine) {
	for _, on := range m.on {
		switch {
		case !m.admitted:
			on.issue.unadmitted = append(on.issue.unadmitted, heldOther{m.Party, m.span})
		case m.gaveUp:
			on.issue.lines = append(on.issue.lines, heldLine{m.RedLine, m.span, 0})
		default:
			on.issue.lines = append(on.issue.lines, heldLine{m.RedLine, m.span, on.alone})
		}
	}
	if !m.admitted || !m.span.on(v.AsOf) {
		return
	}
	if m.gaveUp {
		if len(m.on) > 0 {
			v.Relaxed = append(v.Relaxed, m.RedLine)
		}
		return
	}
	if m.kept {
		v.RedLines = append(v.RedLines, m.RedLine)
	}
	if m.leavesOut && v.ViewOptions.Issues != nil {
		v.Skipped = append(v.Skipped, m.Ref())
	}
}

// survey lists what meet makes of the records of a type that name one of the issues, by key, without those of which it
// makes nothing. Where these are a good part of all issues, it meets all records of the type, whatever they name.
func survey[T Record, I Record, M any](s *Snapshot, issues []I, meet func(T) (M, bool)) []M {
	if 4*len(issues) >= s.tables[KindIssue.ord()].Len() {
		return inParallel(s.tables[kindOf[T]().ord()].Values(), func(l *lineage) (m M, ok bool) {
			if r, there := l.at(s.head.Seq).(T); there {
				return meet(r)
			}
			return m, false
		})
	}
	var list []T
	for _, i := range issues {
		list = slices.AppendSeq(list, Referring[T](s, i.Ref()))
	}
	sortByKey(list)
	return inParallel(slices.CompactFunc(list, func(a, b T) bool { return a.Ref() == b.Ref() }), meet)
}

// inParallel lists what work makes of items, in their order, on all processors at once.
func inParallel[T, R any](items []T, work func(T) (R, bool)) []R {
	made, parts := make([]R, len(items)), make([][]R, runtime.GOMAXPROCS(0))
	var wait sync.WaitGroup
	for n := range parts {
		from, to := n*len(items)/len(parts), (n+1)*len(items)/len(parts)
		wait.Go(func() {
			parts[n] = made[from:from:to]
			for _, item := range items[from:to] {
				if r, ok := work(item); ok {
					parts[n] = append(parts[n], r)
				}
			}
		})
	}
	wait.Wait()
	made = made[:0]
	for _, part := range parts {
		made = append(made, part...)
	}
	return made
}
