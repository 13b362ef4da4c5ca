package nogood

import "slices"

// shares divides the weights of elements among the members of a family, none being given more than it has: a set that
// meets all members weighs what they are given at least (weak duality of linear programming). It weighs more by what is
// left of its elements' weights, and by a member's share once more for every element but one that it has of it.
type shares struct {
	members []Set
	share   []int // by member
	left    []int // by element
	given   int
}

// grain is how much finer shares are than weights.
const grain = 1 << 10

func (s *shares) reset(weight []int, members []Set) {
	s.members, s.given = members, 0
	s.share = append(s.share[:0], make([]int, len(members))...)
	s.left = s.left[:0]
	for _, w := range weight {
		s.left = append(s.left, w*grain)
	}
}

// evenly gives each member the least of equal parts of its elements' weights.
func (s *shares) evenly() {
	part := slices.Clone(s.left)
	parts := make([]int, len(part))
	for _, u := range s.members {
		for e := range u.Each() {
			parts[e]++
		}
	}
	for e, n := range parts {
		part[e] /= max(1, n)
	}
	for i := range s.members {
		s.give(i, part)
	}
}

// inTurn gives each member all it can have.
func (s *shares) inTurn() {
	for i := range s.members {
		s.give(i, s.left)
	}
}

// give adds to a member's share the least amount of its elements.
func (s *shares) give(i int, amount []int) {
	least := -1
	for e := range s.members[i].Each() {
		if least < 0 || amount[e] < least {
			least = amount[e]
		}
	}
	for e := range s.members[i].Each() {
		s.left[e] -= least
	}
	s.share[i] += least
	s.given += least
}

// weight is what the shares come to.
func (s *shares) weight() int { return (s.given + grain - 1) / grain }

// first adds elements to a set, in order and none of those barred, as long as what it has beside may meet all members
// without weighing more than this. It returns the member that the first of them meets.
func (s *shares) first(set, barred Set, weight int) (met Set) {
	slack := weight*grain - s.given
	again := make([]bool, len(s.members))
	for e, more := range s.left {
		if more > slack || set.Has(e) || barred.Has(e) {
			continue
		}
		for i, u := range s.members {
			if again[i] && u.Has(e) {
				more += s.share[i]
			}
		}
		if more > slack {
			continue
		}
		slack -= more
		set.add(e)
		for i, u := range s.members {
			if u.Has(e) {
				again[i] = true
				if met == nil {
					met = u
				}
			}
		}
	}
	return met
}
