package schema

import (
	"container/list"
	"sync"
)

// maxPlans bounds the plans kept, by the weight of each: about the bytes it holds.
const maxPlans = 16 << 20

// planKey is a document as it came and which operation of it to run.
type planKey struct{ query, operation string }

// planCache keeps the plans last asked for. What was refused is not kept: the limits on documents bound what
// refusing it again takes.
type planCache struct {
	mu     sync.Mutex
	byKey  map[planKey]*list.Element
	recent *list.List // of kept, newest first
	weight int
}

type kept struct {
	key  planKey
	plan *plan
}

func newPlanCache() *planCache {
	return &planCache{byKey: map[planKey]*list.Element{}, recent: list.New()}
}

// weight estimates the bytes of a plan, its document included.
func (k kept) weight() int { return 2048 + 4*len(k.key.query) + 1024*k.plan.Size() }

func (c *planCache) get(key planKey) (*plan, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[key]
	if !ok {
		return nil, false
	}
	c.recent.MoveToFront(e)
	return e.Value.(kept).plan, true
}

func (c *planCache) put(key planKey, p *plan) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, met := c.byKey[key]; met {
		return
	}
	k := kept{key, p}
	c.byKey[key] = c.recent.PushFront(k)
	c.weight += k.weight()
	for c.weight > maxPlans {
		oldest := c.recent.Remove(c.recent.Back()).(kept)
		delete(c.byKey, oldest.key)
		c.weight -= oldest.weight()
	}
}
