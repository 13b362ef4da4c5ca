package server

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"
)

// Limits on connections.
const (
	maxConnections  = 512
	headerTime      = 5 * time.Second
	readTime        = 15 * time.Second
	writeTime       = 30 * time.Second
	idleTime        = 60 * time.Second
	maxHeaders      = 64 << 10 // bytes; a query sent by GET is among them
	shutdownAllowed = 10 * time.Second
)

// Serve answers on the listener until ctx is done, then ends streams and sockets and lets requests under way end, for
// ten seconds at most. It closes the listener, and returns nil after an orderly end. It refuses, answering nothing, a listener that
// other machines can reach: there is no authentication.
func Serve(ctx context.Context, l net.Listener, h http.Handler) error {
	if err := Loopback(l.Addr()); err != nil {
		l.Close()
		return err
	}
	ending, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	lasts := &lasting{ending: ending}
	srv := newHTTPServer(h)
	srv.BaseContext = func(net.Listener) context.Context {
		return context.WithValue(context.Background(), lastingKey{}, lasts)
	}
	ended := make(chan error, 1)
	go func() { ended <- srv.Serve(limit(l, maxConnections)) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownAllowed)
	defer cancel()
	end()
	if err := srv.Shutdown(last); err != nil {
		srv.Close()
		return fmt.Errorf("requests were still under way after %v and were cut off: %w", shutdownAllowed, err)
	}
	lasts.wait(last)
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// newHTTPServer makes a server that waits for nobody without end.
func newHTTPServer(h http.Handler) *http.Server {
	return &http.Server{
		Handler: h, ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: writeTime, IdleTimeout: idleTime,
		MaxHeaderBytes: maxHeaders,
	}
}

// Loopback refuses an address that other machines can reach.
func Loopback(a net.Addr) error {
	if tcp, ok := a.(*net.TCPAddr); ok && !tcp.IP.IsLoopback() {
		return fmt.Errorf("%s can be reached from other machines, and nothing here asks who they are: listen on 127.0.0.1", a)
	}
	return nil
}

// limit accepts at most n connections at a time; further ones wait unaccepted.
func limit(l net.Listener, n int) net.Listener {
	return &limited{l, make(chan struct{}, n), make(chan struct{}), sync.Once{}}
}

type limited struct {
	net.Listener
	places chan struct{}
	closed chan struct{}
	once   sync.Once
}

func (l *limited) Accept() (net.Conn, error) {
	select {
	case l.places <- struct{}{}:
	case <-l.closed:
		return nil, net.ErrClosed
	}
	c, err := l.Listener.Accept()
	if err != nil {
		<-l.places
		return nil, err
	}
	return &placed{Conn: c, places: l.places}, nil
}

func (l *limited) Close() error {
	l.once.Do(func() { close(l.closed) })
	return l.Listener.Close()
}

// placed gives its place back when it closes.
type placed struct {
	net.Conn
	places chan struct{}
	once   sync.Once
}

func (c *placed) Close() error {
	err := c.Conn.Close()
	c.once.Do(func() { <-c.places })
	return err
}
