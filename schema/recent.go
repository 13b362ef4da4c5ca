package schema

import (
	"container/list"
	"sync"
)

// recent keeps the things last asked for, by key, as long as their weights together are no more than most. It may be used
// by several goroutines at once.
type recent[K comparable, V any] struct {
	mu     sync.Mutex
	most   int
	weight int
	byKey  map[K]*list.Element
	order  list.List // of item[K, V], newest first
}

type item[K comparable, V any] struct {
	key    K
	value  V
	weight int
}

func newRecent[K comparable, V any](most int) *recent[K, V] {
	return &recent[K, V]{most: most, byKey: map[K]*list.Element{}}
}

func (c *recent[K, V]) get(key K) (v V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[key]
	if !ok {
		return v, false
	}
	c.order.MoveToFront(e)
	return e.Value.(item[K, V]).value, true
}

// put keeps a thing unless there is one under the key, and returns the one that is kept now.
func (c *recent[K, V]) put(key K, v V, weight int) V {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.byKey[key]; ok {
		c.order.MoveToFront(e)
		return e.Value.(item[K, V]).value
	}
	c.byKey[key] = c.order.PushFront(item[K, V]{key, v, weight})
	for c.weight += weight; c.weight > c.most; {
		c.remove(c.order.Back())
	}
	return v
}

// drop forgets what is kept under a key, if keep says so of it.
func (c *recent[K, V]) drop(key K, is func(V) bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.byKey[key]; ok && is(e.Value.(item[K, V]).value) {
		c.remove(e)
	}
}

func (c *recent[K, V]) remove(e *list.Element) {
	old := c.order.Remove(e).(item[K, V])
	delete(c.byKey, old.key)
	c.weight -= old.weight
}
