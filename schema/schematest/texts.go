package schematest

import "strings"

// GraphiQL is the shape of the introspection query that GraphiQL and graphql-js send.
var GraphiQL = `query IntrospectionQuery{__schema{queryType{name}mutationType{name}subscriptionType{name}types{...FullType}directives{name description locations args{...InputValue}}}}
fragment FullType on __Type{kind name description fields(includeDeprecated:true){name description args{...InputValue}type{...TypeRef}isDeprecated deprecationReason}inputFields{...InputValue}interfaces{...TypeRef}enumValues(includeDeprecated:true){name description isDeprecated deprecationReason}possibleTypes{...TypeRef}}
fragment InputValue on __InputValue{name description type{...TypeRef}defaultValue}
fragment TypeRef on __Type{kind name` + strings.Repeat(" ofType{kind name", 7) + strings.Repeat("}", 8)

// Texts are what a fuzzer begins with: pieces of the language, whole and broken, and the short ones of Hostile.
func Texts() []string {
	list := []string{
		GraphiQL, `query A($a:[Int!]!=[1,2]$b:C={d:"e",f:$g}) @h(i:1) {j:k(l:$a,m:-1.5e3,n:E,o:"p\n",q:"""r""")@s{...T ...on U@v{w}...{x}}} fragment T on Y{z}`,
		"# a comment\r\n{a,,,b\uFEFF(c:[[],{}])}", "mutation{a}subscription B{c}", `"a" query{b}`, `{a(b:"\u{1F600}\uD83D\uDE00",c:null)}`, `type A{b:C}`, `{a(b:1.0.`, "\"\"\"", "{a(b:\"\"\"\n  c\n\td\\\"\"\"\"\"\")}", "{a ...", "}", "{a(b:\"\\",
	}
	for _, d := range Hostile() {
		if len(d.Text) < 2000 {
			list = append(list, d.Text)
		}
	}
	return list
}

// Controls reports whether a text holds control characters, which strings and comments may since September 2025.
func Controls(text string) bool {
	return strings.ContainsFunc(text, func(c rune) bool { return c < ' ' && !strings.ContainsRune("\t\n\r", c) })
}
