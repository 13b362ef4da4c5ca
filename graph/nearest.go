package graph

import "strings"

// Nearest returns the candidate most like word by edit distance, or "" if none is near enough to be what
// was meant: of a word of one or two letters, only what differs in case.
func Nearest(word string, candidates []string) string {
	best, limit := "", maxDistance(len(word))
	word = strings.ToLower(word)
	var d editDistance
	for _, c := range candidates {
		if limit < 0 {
			break
		}
		if n := d.between(word, strings.ToLower(c), limit); n <= limit {
			best, limit = c, n-1
		}
	}
	return best
}

// maxDistance is how far from a word of n letters that which was meant may be.
func maxDistance(n int) int {
	switch {
	case n <= 2:
		return 0
	case n <= 5:
		return 1
	}
	return n/3 + 1
}

// editDistance measures how far words are apart, over and over in the same memory.
type editDistance struct{ before, prev, row []int }

// between is the optimal string alignment distance (Levenshtein with transpositions), or limit+1 once it
// is sure to be more than limit. Only the cells within limit of the diagonal can be (Ukkonen 1985).
func (d *editDistance) between(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	d.grow(len(b) + 1)
	before, prev, row := d.before, d.prev, d.row
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		from, to := max(1, i-limit), min(len(b), i+limit)
		row[from-1] = limit + 1
		if from == 1 {
			row[0] = i
		}
		least := row[from-1]
		for j := from; j <= to; j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			n := min(row[j-1]+1, prev[j-1]+cost)
			if j < i+limit {
				n = min(n, prev[j]+1)
			}
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				n = min(n, before[j-2]+1)
			}
			row[j] = n
			least = min(least, n)
		}
		if least > limit {
			return limit + 1
		}
		before, prev, row = prev, row, before
	}
	return prev[len(b)]
}

func (d *editDistance) grow(n int) {
	if cap(d.row) < n {
		d.before, d.prev, d.row = make([]int, n), make([]int, n), make([]int, n)
	}
	d.before, d.prev, d.row = d.before[:n], d.prev[:n], d.row[:n]
}
