package graph_test

import (
	"math/rand/v2"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"parley/graph"
)

// Every field of every record has a name in kebab-case and a sentence that says what it holds: files, schema
// and documentation are made from them.
func TestFieldsAreDescribed(t *testing.T) {
	kebab := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	word := regexp.MustCompile(`^[a-z0-9]+([-_][a-z0-9]+)*$`) // citation styles have underscores
	var walk func(reflect.Type)
	walk = func(typ reflect.Type) {
		for _, f := range graph.Fields(typ) {
			if !kebab.MatchString(f.Name) || !strings.HasSuffix(f.Doc, ".") {
				t.Errorf("%s.%s: doc %q", typ.Name(), f.Name, f.Doc)
			}
			if _, ok := f.Ref.Info(); f.Ref != "" && !ok {
				t.Errorf("%s.%s refers to no kind: %q", typ.Name(), f.Name, f.Ref)
			}
			elem := f.Type
			for elem.Kind() == reflect.Slice || elem.Kind() == reflect.Pointer {
				elem = elem.Elem()
			}
			if elem.Kind() == reflect.Struct && elem != reflect.TypeFor[graph.Date]() && elem != reflect.TypeFor[graph.RedLine]() {
				walk(elem)
			}
			if e, ok := reflect.Zero(f.Type).Interface().(graph.Enum); ok {
				for _, v := range e.Values() {
					if !word.MatchString(strings.ToLower(v.Word)) || !strings.HasSuffix(v.Doc, ".") {
						t.Errorf("%s.%s: word %q: doc %q", typ.Name(), f.Name, v.Word, v.Doc)
					}
				}
			}
		}
	}
	for _, k := range graph.Kinds() {
		walk(k.Type())
	}
}

func TestRecordsSurviveEncoding(t *testing.T) {
	for _, r := range append(small(),
		&graph.RedLine{Key: "line", Party: "north", Title: "<No> & coast", Forbids: graph.Patterns{{"border": {"coast"}}}, From: graph.MustDate("2025-08~"), Salience: num(0), Confidence: num(0.6)},
		&graph.Scenario{Key: "sc", Negotiation: "talks", Title: "S", Assumes: graph.Pattern{"water": {"split"}}}) {
		data, err := graph.Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		back, err := graph.Decode(r.Ref().Kind, data)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(r, back) {
			t.Errorf("%s\ncame back as %+v", data, back)
		}
	}
	if _, err := graph.Decode(graph.KindParty, []byte(`{"key":"a","name":"A","kind":"state","motto":"!"}`)); err == nil {
		t.Error("a field of a newer version was dropped in silence")
	}
}

func TestIDsAreTheSameEverywhere(t *testing.T) {
	r := graph.Ref{Kind: graph.KindParty, Key: "russia"}
	if got, want := r.ID().String(), "49118728-5c8a-5007-8c09-2a96287520a8"; got != want {
		t.Errorf("id of %s = %s, want %s: links to it would break", r, got, want)
	}
	back, err := graph.ParseRef(r.String())
	if err != nil || back != r {
		t.Errorf("ParseRef(%s) = %v, %v", r, back, err)
	}
	for _, bad := range []string{"russia", "country/russia", "party/", ""} {
		if _, err := graph.ParseRef(bad); err == nil {
			t.Errorf("ParseRef(%q) is no error", bad)
		}
	}
}

func TestMadeKeys(t *testing.T) {
	for _, tt := range []struct {
		record graph.Record
		want   string
	}{
		{&graph.Position{Party: "usa", Issue: "nato", Stance: graph.StanceOpposes, From: graph.MustDate("2025-08-17")}, "usa-nato-opposes-2025-08-17"},
		{&graph.Position{Party: "usa", Issue: "nato", Stance: graph.StanceOpen}, "usa-nato-open"},
		{&graph.Position{Party: "usa", Issue: "nato", Stance: graph.StanceOpen, From: graph.MustDate("../2025-08~")}, "usa-nato-open-open-to-2025-08-about"},
		{&graph.Response{Party: "usa", Proposal: "plan", Answer: graph.AnswerReservations, Date: graph.MustDate("2025")}, "usa-plan-accepts-with-reservations-2025"},
		{&graph.Inquiry{Party: "usa", Issue: "nato", Date: graph.MustDate("2025-08")}, "usa-nato-2025-08"},
		{&graph.Position{Key: "own"}, "own"},
	} {
		graph.WithKey(tt.record)
		if got := tt.record.Ref().Key; got != tt.want {
			t.Errorf("made key %q, want %q", got, tt.want)
		}
	}
}

func TestQuotationVerify(t *testing.T) {
	const text = "Zelenskyy said: “no”. Later he said: “no” again."
	for _, tt := range []struct {
		name  string
		quote graph.Quotation
		want  string
	}{
		{"alone and unique", graph.Quotation{Exact: "Later he said"}, ""},
		{"twice", graph.Quotation{Exact: "“no”"}, "2 times"},
		{"twice, told apart by prefix and suffix", graph.Quotation{Exact: "“no”", Prefix: "he said: ", Suffix: " again"}, ""},
		{"by position in characters, not bytes", graph.Quotation{Exact: "“no”", Start: num(37), End: num(41)}, ""},
		{"position one off", graph.Quotation{Exact: "“no”", Start: num(36), End: num(40)}, "orphan: the text does not have these words at 36 to 40 (the words alone stand at character 16"},
		{"position right, prefix wrong", graph.Quotation{Exact: "“no”", Prefix: "she said: ", Start: num(37), End: num(41)}, "not the prefix"},
		{"position right, suffix wrong", graph.Quotation{Exact: "“no”", Suffix: "!", Start: num(37), End: num(41)}, "not the suffix"},
		{"beyond the end", graph.Quotation{Exact: "again", Start: num(400), End: num(405)}, "orphan"},
		{"never said", graph.Quotation{Exact: "yes"}, "orphan: these words"},
		{"said, but after other words: never moved", graph.Quotation{Exact: "“no”", Prefix: "they said: "}, "orphan"},
	} {
		err := tt.quote.Verify(text)
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
	}
}

func TestNearest(t *testing.T) {
	for _, tt := range []struct{ word, want string }{
		{"rusia", "russia"}, {"Russia", "russia"}, {"urkaine", "ukraine"}, {"france", ""}, {"", ""},
		{"eu", ""}, {"US", "us"}, {"su", ""}, {"iran", "iraq"}, {"irish", ""},
	} {
		if got := graph.Nearest(tt.word, []string{"ukraine", "russia", "usa-of-america", "us", "iraq"}); got != tt.want {
			t.Errorf("Nearest(%q) = %q, want %q", tt.word, got, tt.want)
		}
	}
}

// Nearest is the first of the nearest by an edit distance worked out in full.
func TestNearestAgainstTheFullTable(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 5))
	word := func() string {
		b := make([]byte, r.IntN(9))
		for i := range b {
			b[i] = "abC"[r.IntN(3)]
		}
		return string(b)
	}
	for range 3000 {
		in := word()
		var candidates []string
		want, least := "", len(in)/3+2 // more than the most
		if len(in) <= 5 {
			least = min(2, 1+len(in)/3)
		}
		for range r.IntN(6) {
			c := word()
			candidates = append(candidates, c)
			if d := fullDistance(strings.ToLower(in), strings.ToLower(c)); d < least {
				want, least = c, d
			}
		}
		if got := graph.Nearest(in, candidates); got != want {
			t.Fatalf("Nearest(%q, %q) = %q, want %q at %d", in, candidates, got, want, least)
		}
	}
}

func fullDistance(a, b string) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		for j := range d[i] {
			switch {
			case i == 0 || j == 0:
				d[i][j] = i + j
			case a[i-1] == b[j-1]:
				d[i][j] = d[i-1][j-1]
			default:
				d[i][j] = 1 + min(d[i-1][j], d[i][j-1], d[i-1][j-1])
			}
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}
