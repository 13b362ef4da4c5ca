package schema

import (
	"container/list"
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
	most   int // bytes of all together; one answer may take a sixteenth
	mu     sync.Mutex
	head   graph.Head // what the answers are about
	byKey  map[question]*list.Element
	recent *list.List // of given, newest first
	weight int
}

type given struct {
	question
	answer *Result
}

// weight estimates the bytes of an answer and of keeping it.
func (g given) weight() int {
	return 512 + len(g.query) + len(g.operation) + len(g.variables) + cap(g.answer.line)
}

func newAnswerCache(most int) *answerCache {
	c := &answerCache{most: most}
	c.reset(graph.Head{})
	return c
}

func (c *answerCache) reset(head graph.Head) {
	c.head, c.byKey, c.recent, c.weight = head, map[question]*list.Element{}, list.New(), 0
}

func (c *answerCache) get(head graph.Head, q question) (*Result, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.head != head {
		return nil, false
	}
	e, ok := c.byKey[q]
	if !ok {
		return nil, false
	}
	c.recent.MoveToFront(e)
	return e.Value.(given).answer, true
}

func (c *answerCache) put(head graph.Head, q question, r *Result) {
	g := given{q, r}
	if g.weight() > c.most/16 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if head.Seq > c.head.Seq || c.recent.Len() == 0 {
		c.reset(head)
	}
	if _, met := c.byKey[q]; met || c.head != head {
		return
	}
	c.byKey[q] = c.recent.PushFront(g)
	c.weight += g.weight()
	for c.weight > c.most {
		oldest := c.recent.Remove(c.recent.Back()).(given)
		delete(c.byKey, oldest.question)
		c.weight -= oldest.weight()
	}
}
