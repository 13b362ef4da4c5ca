package schema

import (
	"context"
	"errors"
	"iter"
	"strconv"

	"github.com/graphql-go/graphql/language/ast"
)

// A subscriber is a place in the log and nothing else. What has landed since waits there until the subscriber asks for
// the next event, however late, so that no change is held for anybody and none is lost.

func watchTypes() []definition {
	kinds := arg{"kinds", "[RecordKind!]", "Only changes that put or retire a record of one of these kinds."}
	return []definition{
		object{name: "Subscription", doc: "What can be watched. Each event comes once, in the order of the log; what lands while a subscriber is slow, or away, is there when it asks again.", fields: []field{
			{name: "changes", typ: "Change!", doc: "Each change to the graph as it lands.", args: []arg{kinds, sinceArg}, open: openChanges},
			conflictChangesField(),
		}},
		conflictChangeType(),
	}
}

// sinceArg says where a subscriber goes on.
var sinceArg = arg{"sinceSequence", "BigInt", "The last change already seen: first come those that landed after it; 0 asks for all. Default: only what lands from now on."}

// Subscribes reports whether a request asks for a subscription. One that must be refused does not.
func (a *API) Subscribes(ctx context.Context, r Request) bool {
	r.ReadOnly = false
	p, bad := a.planInTurn(ctx, r)
	return bad == nil && p.Operation().Operation == ast.OperationTypeSubscription
}

func openChanges(c *call) (iter.Seq2[event, error], error) {
	last, err := c.lastSeen()
	if err != nil {
		return nil, err
	}
	return func(yield func(event, error) bool) {
		for seq, err := range c.landings(last, c.words("kinds")) {
			if !yield(event{seq, showChange(seq)}, err) {
				return
			}
		}
	}, nil
}

func showChange(seq uint64) func(*call) (any, error) {
	return func(c *call) (any, error) {
		l, err := c.lens()
		info, _ := c.snap.Change(seq)
		return see(l, info), err
	}
}

// lastSeen is the number of the last change that a subscriber has seen.
func (c *call) lastSeen() (uint64, error) {
	head := c.snap.Head().Seq
	text, given := c.args["sinceSequence"].(string)
	if c.asked.Since != nil {
		text, given = strconv.FormatUint(*c.asked.Since, 10), true
	}
	if !given {
		return head, nil
	}
	last, err := strconv.ParseUint(text, 10, 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return 0, badInput("sinceSequence: %q is not the number of a change: give the sequence of the last one seen, or 0 for all", shorten(text))
	}
	if last > head {
		return 0, badInput("no change %s has landed: the graph is at change %d; go on from there, or from an earlier one", shorten(text), head)
	}
	return last, nil
}

// lookahead is how many changes are looked at before the first of them that matters is told.
const lookahead = 256

// landings yields the numbers of the changes after the last one seen, of those that touch a record of the kinds (nil
// means any), and waits for those to come until the subscriber has left. After an error it ends.
func (c *call) landings(last uint64, kinds []string) iter.Seq2[uint64, error] {
	return func(yield func(uint64, error) bool) {
		for c.ctx.Err() == nil {
			now, next := c.api.graph.Watch()
			until := min(now.Head().Seq, last+lookahead)
			if until == last {
				select {
				case <-next:
				case <-c.ctx.Done():
				}
				continue
			}
			wanted, err := c.touching(last, until, kinds)
			if err != nil {
				yield(0, err)
				return
			}
			for _, seq := range wanted {
				if !yield(seq, nil) {
					return
				}
			}
			last = until
		}
	}
}
