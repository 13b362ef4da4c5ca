package main

import (
	"fmt"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"
)

// version is the release this is built from.
const version = "0.1.0"

// now is the clock of the program; its day is that of UTC.
func now() time.Time { return time.Now().UTC() }

func (a *app) version() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			line := "parley " + version
			if info, ok := debug.ReadBuildInfo(); ok {
				for _, s := range info.Settings {
					if s.Key == "vcs.revision" && len(s.Value) >= 12 {
						line += " (" + s.Value[:12] + ")"
					}
				}
				line += " " + info.GoVersion
			}
			_, err := fmt.Fprintln(a.stdout, line)
			return err
		},
	}
}
