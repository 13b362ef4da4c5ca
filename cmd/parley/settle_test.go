package main

import (
	"reflect"
	"testing"
)

// The little language of --add: where what separates what, and blanks do not matter.
func TestReadLine(t *testing.T) {
	want := line{"north", []pattern{
		{[]choice{{"border", []string{"river", "ridge"}}, {"toll", []string{"none"}}}},
		{[]choice{{"force", []string{"<=600000", "85000..100000"}}}},
	}}
	for _, text := range []string{
		"north: border=river|ridge & toll=none; force=<=600000|85000..100000",
		"north:border=river,ridge&toll=none;force=<=600000,85000..100000",
		" north :\tborder = river | ridge & toll = none ; force = <=600000 | 85000..100000 ",
	} {
		got, err := readLine(text)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q is read as %v, %v", text, got, err)
		}
	}
}

func TestGrouped(t *testing.T) {
	for digits, want := range map[string]string{
		"0": "0", "999": "999", "1000": "1,000", "30915440579096439385227264": "30,915,440,579,096,439,385,227,264",
	} {
		if got := grouped(digits); got != want {
			t.Errorf("%s is written %s, want %s", digits, got, want)
		}
	}
}

func TestCertificateNames(t *testing.T) {
	for file, want := range map[string][2]string{
		"a.cnf": {"a.cnf", "a.gcnf"}, "a.gcnf": {"a.cnf", "a.gcnf"}, "a": {"a", "a.gcnf"}, "d.d/a.txt": {"d.d/a.txt", "d.d/a.gcnf"},
	} {
		if plain, group := certificateNames(file); plain != want[0] || group != want[1] {
			t.Errorf("%s gives %s and %s", file, plain, group)
		}
	}
}
