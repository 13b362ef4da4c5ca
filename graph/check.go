package graph

import (
	"fmt"
	"maps"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// KeyPattern is what keys look like: lower-case words and numbers joined by hyphens.
const KeyPattern = `^[a-z0-9]+(-[a-z0-9]+)*$`

// Limits on what a record may hold. They keep a record below what the store can write at once.
const (
	MaxKey    = 200       // bytes of a key
	MaxRecord = 512 << 10 // bytes of an encoded record
	MaxReason = 64 << 10  // bytes of a change's actor, reason and scope
)

var (
	keyPattern  = regexp.MustCompile(KeyPattern)
	hashPattern = regexp.MustCompile(`^[0-9a-f]{64}$`)
	langPattern = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)
	// schemePattern is what names a scheme of codes: anything that can be seen, without white space at the ends.
	schemePattern = regexp.MustCompile(`^[^\pC\pZ]([^\pC]*[^\pC\pZ])?$`)
)

var (
	dateType     = reflect.TypeFor[Date]()
	patternType  = reflect.TypeFor[Pattern]()
	patternsType = reflect.TypeFor[Patterns]()
	enumType     = reflect.TypeFor[Enum]()
)

// Validate reports what is wrong with r taken alone: fields missing, words unknown, figures out of range.
// Whether what it refers to exists is for the snapshot to say that takes it in.
func Validate(r Record) []Fault {
	c := &checker{ref: r.Ref()}
	c.walk(reflect.ValueOf(r).Elem(), nil)
	r.check(c)
	return c.faults
}

// checker collects the faults of one record.
type checker struct {
	ref    Ref
	base   []any
	faults []Fault
}

func (c *checker) faultf(path []any, format string, args ...any) {
	full := append(append([]any{}, c.base...), path...)
	c.faults = append(c.faults, Fault{c.ref, full, fmt.Sprintf(format, args...)})
}

func (c *checker) unknown(path []any, what, got string, known []string) {
	c.faultf(path, "%s", UnknownWord(what, got, known))
}

// under runs check for a struct within the record, at path.
func (c *checker) under(path []any, check func(*checker)) {
	base := c.base
	c.base = append(append([]any{}, base...), path...)
	check(c)
	c.base = base
}

// period checks that a last day does not lie before the first.
func (c *checker) period(from, to Date, path ...any) {
	if !from.IsZero() && !to.IsZero() && to.Compare(from) == Before {
		c.faultf(append(path, "to"), "%s is before from, %s", to, from)
	}
}

func (c *checker) walk(v reflect.Value, path []any) {
	for _, f := range Fields(v.Type()) {
		c.field(f, v.Field(f.Index), append(path[:len(path):len(path)], f.Name))
	}
}

func (c *checker) field(f Field, v reflect.Value, path []any) {
	if f.Required && blank(v) {
		c.faultf(path, "is missing: %s", f.Doc)
		return
	}
	switch {
	case v.Type() == dateType:
	case v.Type() == patternType:
		c.pattern(v.Interface().(Pattern), path)
	case v.Type() == patternsType:
		c.patterns(v.Interface().(Patterns), path)
	case v.Kind() == reflect.String:
		c.text(f, v, path)
	case v.Kind() == reflect.Slice:
		c.list(f, v, path)
	case v.Kind() == reflect.Map:
		c.names(f, v, path)
	case v.Kind() == reflect.Pointer && v.Type().Elem().Kind() == reflect.Struct:
		if !v.IsNil() {
			c.walk(v.Elem(), path)
		}
	default:
		c.number(f, v, path)
	}
}

// blank reports whether a field that must be there holds nothing, or nothing but white space.
func blank(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String:
		return strings.TrimSpace(v.String()) == ""
	case reflect.Slice:
		return v.Len() == 0
	}
	return v.IsZero()
}

func (c *checker) patterns(list Patterns, path []any) {
	seen := map[string]bool{}
	for i, p := range list {
		at := append(path[:len(path):len(path)], i)
		if len(p) == 0 {
			c.faultf(at, "empty pattern: it would match every package")
		}
		c.pattern(p, at)
		if text := p.canonical(); seen[text] {
			c.faultf(at, "the same pattern is there twice")
		} else {
			seen[text] = true
		}
	}
}

func (c *checker) pattern(p Pattern, path []any) {
	for _, issue := range p.Issues() {
		if len(p[issue]) == 0 {
			c.faultf(append(path[:len(path):len(path)], issue), "empty pattern: name at least one option of %s", issue)
		}
		c.unique(p[issue], append(path[:len(path):len(path)], issue))
	}
}

func (c *checker) list(f Field, v reflect.Value, path []any) {
	for i := range v.Len() {
		at := append(path[:len(path):len(path)], i)
		if v.Index(i).Kind() == reflect.Struct {
			c.walk(v.Index(i), at)
			continue
		}
		c.word(f, v.Index(i), at)
	}
	if words, ok := v.Interface().([]string); ok {
		c.unique(words, path)
	}
}

func (c *checker) unique(words []string, path []any) {
	seen := map[string]bool{}
	for i, w := range words {
		if seen[w] {
			c.faultf(append(path[:len(path):len(path)], i), "%q is there twice", w)
		}
		seen[w] = true
	}
}

// names checks a map of words, such as names by language or codes by scheme.
func (c *checker) names(f Field, v reflect.Value, path []any) {
	words := v.Interface().(map[string]string)
	for _, k := range slices.Sorted(maps.Keys(words)) {
		at := append(path[:len(path):len(path)], k)
		switch {
		case f.Name == "names":
			c.language(k, at)
		case !schemePattern.MatchString(k):
			c.faultf(path, "%q does not name a scheme such as wikidata or iso3166", k)
			continue
		}
		c.word(f, reflect.ValueOf(words[k]), at)
	}
}

// word checks one text of several, which has no reason to be there if it is empty.
func (c *checker) word(f Field, v reflect.Value, path []any) {
	if strings.TrimSpace(v.String()) == "" {
		c.faultf(path, "is empty")
		return
	}
	c.text(f, v, path)
}

func (c *checker) language(tag string, path []any) {
	if !langPattern.MatchString(tag) {
		c.faultf(path, "%q is not a language tag such as uk or zh-Hant (BCP 47)", tag)
	}
}

func (c *checker) text(f Field, v reflect.Value, path []any) {
	s := v.String()
	if v.Type().Implements(enumType) && s != "" {
		words := Words(v.Interface().(Enum))
		for _, w := range words {
			if w == s {
				return
			}
		}
		c.unknown(path, "word", s, words)
		return
	}
	wrong := unreadable(s)
	switch {
	case wrong != "":
		c.faultf(path, "%s", wrong)
	case f.Rule == "key":
		c.key(s, path)
	case f.Rule == "language" && s != "":
		c.language(s, path)
	case f.Rule == "url" && s != "":
		if u, err := url.Parse(s); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			c.faultf(path, "%q is not an http or https address", s)
		}
	case f.Rule == "sha256" && s != "" && !hashPattern.MatchString(s):
		c.faultf(path, "is not a SHA-256 in 64 lower-case hexadecimal digits")
	case f.Rule == "refs":
		if _, err := ParseRef(s); err != nil {
			c.faultf(path, "%v", err)
		}
	}
}

// unreadable says what keeps a text from being shown and read back as it is, or returns "".
func unreadable(s string) string {
	switch {
	case !utf8.ValidString(s):
		return "is not valid UTF-8"
	case strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }):
		return "holds a control character"
	case strings.ContainsFunc(s, disguising):
		return "holds a character that is not seen and turns the order of others around, or a byte order mark: take it out"
	}
	return ""
}

// disguising reports whether a character makes a text look like another: what overrides or isolates the direction of
// writing, and the byte order mark. The marks that only hint at a direction are part of texts from right to left.
func disguising(r rune) bool {
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0xFEFF
}

// distinct reports entries of a list that are there twice, word for word.
func distinct[T comparable](c *checker, list []T, field string) {
	seen := map[T]bool{}
	for i, e := range list {
		if seen[e] {
			c.faultf([]any{field, i}, "is there twice")
		}
		seen[e] = true
	}
}

func (c *checker) key(s string, path []any) {
	switch {
	case len(s) > MaxKey:
		c.faultf(path, "has %d characters: at most %d", len(s), MaxKey)
	case !keyPattern.MatchString(s):
		c.faultf(path, "%q is no key: use lower-case letters, digits and single hyphens, such as %q", s, slug(s))
	}
}

// slug makes a key of any text, for messages and for keys made of fields.
func slug(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	if out := strings.TrimSuffix(b.String(), "-"); out != "" {
		return out
	}
	return "a-key"
}

func (c *checker) number(f Field, v reflect.Value, path []any) {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return
		}
		v = v.Elem()
	} else if v.IsZero() {
		return
	}
	n := 0.0
	if v.CanInt() {
		n = float64(v.Int())
	} else {
		n = v.Float()
	}
	var lo, hi float64
	if _, err := fmt.Sscanf(f.Rule, "%g-%g", &lo, &hi); err == nil && !(n >= lo && n <= hi) {
		c.faultf(path, "%g is out of range: %s to %s", n, fmt.Sprint(lo), fmt.Sprint(hi))
	}
}

// Words lists the words of an enumeration.
func Words(e Enum) []string {
	var words []string
	for _, v := range e.Values() {
		words = append(words, v.Word)
	}
	return words
}
