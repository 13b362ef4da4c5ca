package server

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

func listen(t *testing.T, addr string) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestServeAnswersAndEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	l := listen(t, "127.0.0.1:0")
	entered, leave := make(chan struct{}), make(chan struct{})
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(entered)
		<-leave
		io.WriteString(w, "done")
	})
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, l, h) }()
	answer := make(chan string, 1)
	go func() {
		resp, err := http.Get("http://" + l.Addr().String())
		if err != nil {
			answer <- err.Error()
			return
		}
		defer resp.Body.Close()
		b, _ := io.ReadAll(resp.Body)
		answer <- string(b)
	}()
	<-entered
	cancel() // while a request is under way
	close(leave)
	if got := <-answer; got != "done" {
		t.Errorf("a request under way was cut off: %s", got)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if c, err := net.Dial("tcp", l.Addr().String()); err == nil {
		c.Close()
		t.Error("still listening")
	}
}

func TestServeRefusesOtherMachines(t *testing.T) {
	l := listen(t, "0.0.0.0:0")
	err := Serve(context.Background(), l, http.NotFoundHandler())
	if err == nil || !strings.Contains(err.Error(), "127.0.0.1") {
		t.Error(err)
	}
	if _, err := l.Accept(); err == nil {
		t.Error("the listener is left open")
	}
}

func TestServeReportsATroubledListener(t *testing.T) {
	l := listen(t, "127.0.0.1:0")
	l.Close()
	if err := Serve(context.Background(), l, http.NotFoundHandler()); err == nil {
		t.Error("no error")
	}
}

// TestConnectionsAreLimited opens one more than there are places: it is served once another closes.
func TestConnectionsAreLimited(t *testing.T) {
	inner := listen(t, "127.0.0.1:0")
	l := limit(inner, 2)
	accepted := make(chan net.Conn, 3)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				close(accepted)
				return
			}
			accepted <- c
		}
	}()
	for range 3 {
		c, err := net.Dial("tcp", inner.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
	}
	first := <-accepted
	<-accepted
	select {
	case <-accepted:
		t.Fatal("a third connection was accepted")
	case <-time.After(50 * time.Millisecond):
	}
	first.Close()
	first.Close() // gives one place back, not two
	third, ok := <-accepted
	if !ok {
		t.Fatal("the third connection was never accepted")
	}
	third.Close()
	l.Close()
	l.Close()
	if _, ok := <-accepted; ok {
		t.Error("accepted after the end")
	}
}
