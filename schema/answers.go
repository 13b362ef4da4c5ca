package schema

import (
	"sync"

	"parley/graph"
)

// defaultAnswers bounds the answers kept, in bytes.
const defaultAnswers = 64 << 20

// question is what an answer depends on, beside the graph: the document and which operation of it, the variables, and
// the day that counts as today.
type question struct {
	planKey
	variables string
	today     graph.Day
}

// answerCache keeps the answers last given, until the graph changes. An answer is kept as it was sent, knownAt
// included: what was known then is what is known while nothing changes.
type answerCache struct {
	most int // bytes of all together; one answer may take a sixteenth
	mu   sync.Mutex
	head graph.Head // what the answers are about
	kept *recent[question, *Result]
}

// weight estimates the bytes of an answer and of keeping it.
func (q question) weight(r *Result) int {
	return 512 + len(q.query) + len(q.operation) + len(q.variables) + cap(r.line)
}

func newAnswerCache(most int) *answerCache {
	return &answerCache{most: most, kept: newRecent[question, *Result](most)}
}

// about returns the answers about a graph; nil where those kept are about a newer one.
func (c *answerCache) about(head graph.Head) *recent[question, *Result] {
	c.mu.Lock()
	defer c.mu.Unlock()
	if head.Seq > c.head.Seq {
		c.head, c.kept = head, newRecent[question, *Result](c.most)
	}
	if c.head != head {
		return nil
	}
	return c.kept
}

func (c *answerCache) get(head graph.Head, q question) (*Result, bool) {
	if kept := c.about(head); kept != nil {
		return kept.get(q)
	}
	return nil, false
}

func (c *answerCache) put(head graph.Head, q question, r *Result) {
	if kept := c.about(head); kept != nil && q.weight(r) <= c.most/16 {
		kept.put(q, r, q.weight(r))
	}
}
