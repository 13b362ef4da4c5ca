package settle

import (
	"context"
	"math/big"

	"parley/graph"
)

// Verdict is the answer to whether a deal respects every red line.
type Verdict string

// The verdicts.
const (
	VerdictOpen         Verdict = "open"
	VerdictUndetermined Verdict = "undetermined"
	VerdictBlocked      Verdict = "blocked"
)

// Values implements graph.Enum.
func (Verdict) Values() []graph.EnumValue {
	return []graph.EnumValue{
		{Word: string(VerdictOpen), Doc: "Some package crosses no recorded red line and no rule, and rests on no party's silence."},
		{Word: string(VerdictUndetermined), Doc: "Packages remain that cross no recorded red line and no rule, but each rests on silence."},
		{Word: string(VerdictBlocked), Doc: "Every package crosses a recorded red line or a rule."},
	}
}

// Settlement tells whether any deal respects every red line of a view, and if not, exactly why not. What it has worked
// out it keeps. It may be used by several goroutines at once.
//
// A package takes one option on every issue, within what the view supposes; a deal is a package that crosses no red
// line of the view and no rule. Parties of the view are those asked about.
type Settlement struct {
	View    *graph.View
	Verdict Verdict
	// Packages is the plain product of the options left on every issue.
	Packages *big.Int

	numbers *numbers
	answer  *answer
	cache   *Cache
}

// Settle gives the verdict on a view. Answers are kept in the cache by what they rest on: a view in which nothing that
// counts has changed is answered at once. A nil cache keeps nothing. It fails with the error of ctx.
func Settle(ctx context.Context, v *graph.View, cache *Cache) (*Settlement, error) {
	n := number(v)
	s := &Settlement{View: v, Packages: n.packages(), numbers: n, answer: cache.answer(n), cache: cache}
	var err error
	s.Verdict, err = s.answer.verdict(ctx)
	return s, err
}

// Deals returns how many packages are deals. It fails with nogood.ErrTooLarge where they cannot be counted within the
// memory allowed, and with the error of ctx.
func (s *Settlement) Deals(ctx context.Context) (*big.Int, error) {
	t, err := s.answer.tally(ctx)
	if err != nil {
		return nil, err
	}
	return t.Total, nil
}
