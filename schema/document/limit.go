package document

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"parley/graph"
)

// Limit is a bound on what one request may ask for.
type Limit struct {
	Name    string // as an error's extensions.limit and extensions.cost have it
	Default int
	Most    int    // what it can be set to; 0 means what its unit can
	Unit    string // UnitBytes, UnitTime, UnitLevels, or what else is counted
	Doc     string // what it bounds, in a sentence

	Code string // of the error of a request beyond it
	Says string // how its message begins, up to the amount
	Hint string // how it ends: what to do about it
}

// Units that are written in their own way, or go only so far.
const (
	UnitBytes  = "bytes"
	UnitTime   = "ms"
	UnitLevels = "levels"
)

// Limits sets limits by name; one that is not there has its default.
type Limits map[string]int

// Of returns what a limit is set to.
func (s Limits) Of(l *Limit) int {
	if n, set := s[l.Name]; set {
		return n
	}
	return l.Default
}

// Cost is what a request was found to take, by the names of the limits on it.
type Cost map[string]int

// Over is the fault of a request beyond a limit. Where counting stopped early, cost is what it had come to, and whole is
// false.
func (s Limits) Over(l *Limit, cost int, whole bool) *Fault {
	atLeast := ""
	if !whole {
		atLeast = "at least "
	}
	f := Faultf(l.Code, "%s %s%s: at most %s; %s", l.Says, atLeast, l.Phrase(cost), l.Phrase(s.Of(l)), l.Hint)
	f.More = map[string]any{"limit": l.Name, "allowed": s.Of(l), "cost": Cost{l.Name: cost}}
	if !whole {
		f.More["atLeast"] = true
	}
	return f
}

// Parse reads an amount: bytes as 65536, 64KiB or 1MiB, time as 500ms or 10s. Check says whether it will do.
func (l *Limit) Parse(text string) (int, error) {
	n, err := l.number(text)
	if err != nil {
		return 0, graph.Errorf(graph.CodeInvalid, "limit %s: %q is no %s: write it as %s=%s", l.Name, text, l.kind(), l.Name, l.Amount(l.Default))
	}
	return n, nil
}

// Check refuses an amount that would let nothing or too much pass.
func (l *Limit) Check(n int) error {
	if n < 1 || n > l.most() {
		return graph.Errorf(graph.CodeInvalid, "limit %s: %s will not do: at least %s, at most %s", l.Name, l.Amount(n), l.Amount(1), l.Amount(l.most()))
	}
	return nil
}

func (l *Limit) kind() string {
	switch l.Unit {
	case UnitBytes:
		return "number of bytes"
	case UnitTime:
		return "duration"
	}
	return "number"
}

func (l *Limit) number(text string) (int, error) {
	if l.Unit == UnitTime {
		d, err := time.ParseDuration(text)
		return int(d / time.Millisecond), err
	}
	digits, unit := strings.TrimRight(text, "KMiB"), 1
	switch suffix := text[len(digits):]; {
	case suffix == "":
	case l.Unit == UnitBytes && suffix == "KiB":
		unit = 1 << 10
	case l.Unit == UnitBytes && suffix == "MiB":
		unit = 1 << 20
	default:
		return 0, strconv.ErrSyntax
	}
	n, err := strconv.ParseInt(digits, 10, 32)
	return int(n) * unit, err
}

// uncounted is where counting stops: what fragments within fragments select goes far beyond it.
const uncounted = 1_000_000_000

// most is what the limit can be set to.
func (l *Limit) most() int {
	switch {
	case l.Most > 0:
		return l.Most
	case l.Unit == UnitBytes:
		return 1 << 30
	case l.Unit == UnitLevels:
		return 1000 // what is nested is read by recursion
	}
	return uncounted
}

// Amount writes a number of the limit's units so that Parse takes it.
func (l *Limit) Amount(n int) string {
	switch {
	case l.Unit == UnitTime:
		return (time.Duration(n) * time.Millisecond).String()
	case l.Unit == UnitBytes && n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprint(n>>20, "MiB")
	case l.Unit == UnitBytes && n >= 1<<10 && n%(1<<10) == 0:
		return fmt.Sprint(n>>10, "KiB")
	}
	return strconv.Itoa(n)
}

// Phrase is an amount for a message: 10s, 2 MiB, 1 level.
func (l *Limit) Phrase(n int) string {
	text := l.Amount(n)
	switch number, size, rounded := strings.Cut(text, "i"); {
	case l.Unit == UnitTime:
		return text
	case rounded:
		return number[:len(number)-1] + " " + number[len(number)-1:] + "i" + size
	case n == 1:
		return text + " " + strings.TrimSuffix(l.Unit, "s")
	}
	return text + " " + l.Unit
}
