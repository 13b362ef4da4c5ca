package schema

import "parley/graph"

// Fields that many types share.

// idField and keyField belong to every record.
func idField[T graph.Record]() field {
	return field{name: "id", typ: "ID!", doc: idDoc, resolve: get(func(s seen[T]) any { return s.it.Ref().ID().String() })}
}

func keyField[T graph.Record](doc string) field {
	return field{name: "key", typ: "String!", doc: doc, resolve: get(func(s seen[T]) any { return s.it.Ref().Key })}
}

// historyField lists the versions of a record.
func historyField[T graph.Record]() field {
	return field{
		name: "history", typ: "[RecordVersion!]!", doc: "Every version of the record, oldest first, with what each changed.",
		resolve: get(func(s seen[T]) any { return versions(s.lens, s.it.Ref()) }),
	}
}

// partyFields are a reference to a party, as an object and as its key.
func partyFields[T any](name, typ, doc string, key func(T) string) []field {
	return refFields[T, *graph.Party](name, typ, doc, key)
}

// refFields are a reference to a record: the object under the name, its key under nameKey for flat tables. An
// exclamation mark at the end of the type goes for both.
func refFields[T any, R graph.Record](name, typ, doc string, key func(T) string) []field {
	keyType := "String"
	if typ[len(typ)-1] == '!' {
		keyType = "String!"
	}
	return []field{
		{name: name, typ: typ, doc: doc, resolve: get(func(s seen[T]) any { return record[R](s.lens, key(s.it)) })},
		{name: name + "Key", typ: keyType, doc: doc + " Its key alone, for flat tables.", resolve: get(func(s seen[T]) any { return opt(key(s.it)) })},
	}
}

// evidenceField lists the statements something rests on.
func evidenceField[T any](doc string, keys func(T) []string) field {
	return field{name: "evidence", typ: "[Statement!]!", doc: doc, resolve: get(func(s seen[T]) any {
		return records[*graph.Statement](s.lens, keys(s.it))
	})}
}

// plain is a field read from the thing alone.
func plain[T any](name, typ, doc string, read func(T) any) field {
	return field{name: name, typ: typ, doc: doc, resolve: get(func(s seen[T]) any { return read(s.it) })}
}

// fieldList joins fields and lists of fields.
func fieldList(parts ...any) []field {
	var all []field
	for _, p := range parts {
		switch p := p.(type) {
		case field:
			all = append(all, p)
		case []field:
			all = append(all, p...)
		}
	}
	return all
}

// asOfArg and knownAtArg set the lens of root fields.
var (
	asOfArg    = arg{"asOf", "Date", "The world's day: exactly a day, 2025-08-19. Default: today."}
	knownAtArg = arg{"knownAt", "DateTime", "What had been recorded by this instant. Default: now."}
)
