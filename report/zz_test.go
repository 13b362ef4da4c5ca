package report
import ("testing";"fmt";"time"
"parley/graph";"parley/seed"
"parley/analysis/change";"parley/analysis/pledge";"parley/analysis/sequence";"parley/analysis/term";"parley/analysis/gap";"parley/analysis/evidence";"parley/analysis/voice";"parley/analysis/claim";"parley/analysis/settle")
func TestZZ(t *testing.T){
 s:=snapshot(t, seeded(t, seed.Ukraine)...)
 v:=view(t,s,graph.ViewOptions{Negotiation:"ukraine",AsOf:day(t,"2025-08-19")})
 at:=time.Now()
 lap:=func(n string){fmt.Println("=====",n,time.Since(at)); at=time.Now()}
 for _,x:=range change.Shifts(v,v.AsOf-90,v.AsOf){ if x.Kind!=change.ShiftRestated {fmt.Println(x.Kind,x.Date,x.Explanation)}}
 lap("shifts")
 for _,l:=range pledge.Ledger(v){fmt.Println(l.Commitment.Key,l.Status,l.Trigger,l.Overdue,l.Evidence,l.Explanation)}
 lap("pledge")
 q,err:=sequence.Find(t.Context(),v,sequence.Limits{First:10}); fmt.Println(err)
 for _,p:=range q.Precedences{fmt.Println(p.Explanation,p.Evidence)}
 for _,c:=range q.Circles{fmt.Println(c.Explanation); for _,e:=range c.Edges{fmt.Println("   ",e.Explanation,len(e.Break))}}
 fmt.Println(len(q.Inconsistent))
 lap("seq")
 for _,tm:=range term.Terms(v){f,err:=term.Find(t.Context(),v,tm,nil);if err!=nil{t.Fatal(err)}; fmt.Println(tm.Title,"::",f.Explanation,f.Open); for _,x:=range f.Senses{fmt.Println("   ",x.Label,x.Verdicts,x.Unjudged,len(x.Uses))}; for _,a:=range f.Agreements{fmt.Println("  AGR",a.Explanation)}; fmt.Println(len(f.Texts)); for _,d:=range term.Differences(v,tm){fmt.Println("  D",d.Explanation)}}
 lap("term")
 n,err:=gap.Next(t.Context(),v,gap.Limits{First:3}); fmt.Println(err,n.Explanation,n.Complete,n.Weighed)
 for _,x:=range n.List{fmt.Println(x.About,x.Party.Key,x.Explanation); for _,r:=range x.Replies{fmt.Println("   ",r.Kind,r.Explanation)}}
 lap("next")
 ti,err:=evidence.FindThinIce(t.Context(),v); fmt.Println(err,len(ti.Records),ti.InForce)
 for _,x:=range ti.Records[:min(10,len(ti.Records))]{fmt.Println(x.Record.Ref(),x.Weaknesses,len(x.Conflicts),x.Cores,x.Decides,x.Explain(v))}
 lap("thin")
 for _,p:=range v.Parties{ for _,d:=range voice.Departures(v,p,""){fmt.Println(d.Explanation,d.Certain,d.Lower.Name,d.Higher.Name)}}
 lap("voice")
 cache:=settle.NewCache()
 for a:=range graph.Referring[*graph.Assessment](s,v.Negotiation.Ref()){ if a.Claim!=nil{ l,err:=claim.CheckAll(t.Context(),v,a,cache); fmt.Println(a.Key,a.Claim.Kind,a.Text,err); for _,x:=range l{fmt.Println("   ",x.AsOf,x.Reading,x.Agreement,x.Verdict,x.Explanation,"|",x.Basis)}}}
 lap("claim")
 for d:=range graph.Referring[*graph.Dispute](s,v.Negotiation.Ref()){fmt.Println(d.Key)}
 d,err:=buildConflicts(t.Context(),v); fmt.Println(err,len(d.Blocks))
 lap("report")
}
