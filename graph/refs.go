package graph

import "reflect"

// reference is a place in a record that names another.
type reference struct {
	path []any
	to   Ref
	// options are the options named of to, an issue, at path.
	options []string
	// role is the field that refers: party, evidence, supersedes.
	role string
}

// references lists every place in r that names another record, in the order of the fields.
func references(r Record) []reference {
	var refs []reference
	collect(reflect.ValueOf(r).Elem(), nil, &refs)
	return refs
}

func collect(v reflect.Value, path []any, refs *[]reference) {
	for _, f := range Fields(v.Type()) {
		fv, at := v.Field(f.Index), append(path[:len(path):len(path)], f.Name)
		switch {
		case fv.Type() == patternType:
			collectPattern(fv.Interface().(Pattern), f.Name, at, refs)
		case fv.Type() == patternsType:
			for i, p := range fv.Interface().(Patterns) {
				collectPattern(p, f.Name, append(at[:len(at):len(at)], i), refs)
			}
		case f.Rule == "options":
			// The issue these options belong to is in the field beside them.
			if issue := v.FieldByName("Issue").String(); issue != "" {
				*refs = append(*refs, reference{at, Ref{KindIssue, issue}, fv.Interface().([]string), f.Name})
			}
		case f.Rule == "refs":
			for i, s := range fv.Interface().([]string) {
				if to, err := ParseRef(s); err == nil {
					*refs = append(*refs, reference{append(at[:len(at):len(at)], i), to, nil, f.Name})
				}
			}
		case f.Ref != "" && fv.Kind() == reflect.String:
			if fv.Len() > 0 {
				*refs = append(*refs, reference{at, Ref{f.Ref, fv.String()}, nil, f.Name})
			}
		case f.Ref != "":
			for i, key := range fv.Interface().([]string) {
				*refs = append(*refs, reference{append(at[:len(at):len(at)], i), Ref{f.Ref, key}, nil, f.Name})
			}
		case fv.Kind() == reflect.Slice && fv.Type().Elem().Kind() == reflect.Struct:
			for i := range fv.Len() {
				collect(fv.Index(i), append(at[:len(at):len(at)], i), refs)
			}
		case fv.Kind() == reflect.Pointer && fv.Type().Elem().Kind() == reflect.Struct && !fv.IsNil():
			collect(fv.Elem(), at, refs)
		}
	}
}

func collectPattern(p Pattern, role string, path []any, refs *[]reference) {
	for _, issue := range p.Issues() {
		*refs = append(*refs, reference{append(path[:len(path):len(path)], issue), Ref{KindIssue, issue}, p[issue], role})
	}
}

// NegotiationOf returns the case a record belongs to: the one it names, or else that of the first issue it names.
// It is "" for a record that names neither.
func (s *Snapshot) NegotiationOf(r Record) string {
	for _, ref := range references(r) {
		if ref.role == "negotiation" {
			return ref.to.Key
		}
		if to, _ := s.Record(ref.to); to != nil && ref.to.Kind == KindIssue {
			return to.(*Issue).Negotiation
		}
	}
	return ""
}
