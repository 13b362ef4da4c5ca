// Package server answers over HTTP: GraphQL at /graphql, its schema, reports, and the two questions an
// operator's tools ask (is it alive, is it ready). Subscriptions come at /graphql too, as a stream of events
// (stream.go, sse.go) or over a WebSocket (websocket.go); /graphiql is a page to ask from.
//
// [New] makes the handler and [Serve] runs it on a loopback listener until its context is done. Every request
// passes the same guards first: a request id and a line in the log, a panic caught, the Host checked against a
// list (which stops pages of other sites that point a name of theirs at this machine), and requests that
// change something refused when another site's page sends them.
package server
