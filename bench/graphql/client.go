package graphql

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strconv"
	"sync"
	"time"
)

// path is where the endpoint is.
const path = "/graphql"

// client asks one contender one question. It does as little as it can, since it shares the machine with who answers:
// a request is the same bytes each time, of an answer it reads the status and the length.
type client struct {
	addr    string
	request []byte
	size    int // of the body of every answer
}

func newClient(addr string, body []byte, size int) *client {
	head := fmt.Sprintf("POST %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: parley-bench\r\nAccept: */*\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n",
		path, addr, len(body))
	return &client{addr, append([]byte(head), body...), size}
}

// sample is how long each answer took, and all of them together.
type sample struct {
	took   []time.Duration
	lasted time.Duration
}

// ask asks on several connections at once, on each again as soon as the answer is there, for a time.
func (c *client) ask(ctx context.Context, connections int, lasting time.Duration) (s sample, err error) {
	conns := make([]*connection, connections)
	for i := range conns {
		if conns[i], err = c.dial(ctx); err != nil {
			return s, err
		}
		defer conns[i].Close()
		if err := conns[i].exchange(); err != nil { // the first takes longer
			return s, err
		}
	}
	took, errs := make([][]time.Duration, connections), make([]error, connections)
	start := time.Now()
	var group sync.WaitGroup
	for i, conn := range conns {
		group.Go(func() { took[i], errs[i] = conn.repeat(ctx, start.Add(lasting)) })
	}
	group.Wait()
	return sample{slices.Concat(took...), time.Since(start)}, errors.Join(errs...)
}

// connection is kept open between requests.
type connection struct {
	*client
	net.Conn
	buf []byte
}

func (c *client) dial(ctx context.Context) (*connection, error) {
	var d net.Dialer
	conn, err := d.DialContext(ctx, "tcp", c.addr)
	return &connection{c, conn, make([]byte, 64<<10)}, err
}

// repeat asks at least once.
func (c *connection) repeat(ctx context.Context, end time.Time) (took []time.Duration, err error) {
	for now := time.Now(); ; {
		if err := errors.Join(ctx.Err(), c.exchange()); err != nil {
			return took, err
		}
		done := time.Now()
		took = append(took, done.Sub(now))
		if now = done; !now.Before(end) {
			return took, nil
		}
	}
}

// exchange sends the request and reads the answer.
func (c *connection) exchange() error {
	if _, err := c.Write(c.request); err != nil {
		return err
	}
	read, head := 0, -1
	for head < 0 {
		n, err := c.Read(c.buf[read:])
		if err != nil {
			return err
		}
		read += n
		head = bytes.Index(c.buf[:read], []byte("\r\n\r\n"))
	}
	size, err := length(c.buf[:head+2])
	if err != nil || size != c.size {
		return fmt.Errorf("an answer of %d bytes, not %d: %w", size, c.size, err)
	}
	for left := head + 4 + size - read; left > 0; {
		n, err := c.Read(c.buf)
		if err != nil {
			return err
		}
		left -= n
	}
	return nil
}

// length reads how long the body is from the lines before it.
func length(head []byte) (int, error) {
	if !bytes.HasPrefix(head, []byte("HTTP/1.1 200 ")) {
		return 0, fmt.Errorf("refused: %s", head)
	}
	_, rest, found := bytes.Cut(head, []byte("\r\nContent-Length: "))
	text, _, _ := bytes.Cut(rest, []byte("\r\n"))
	if !found {
		return 0, fmt.Errorf("no length: %s", head)
	}
	return strconv.Atoi(string(text))
}
