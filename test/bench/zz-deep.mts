import '/work/trees/model/test/bench/cleanup.ts'; import process from 'node:process';
import {once} from 'node:events';
import {setTimeout as sleep} from 'node:timers/promises';
import {runInTerminal} from '/work/trees/model/test/bench/terminal-run.ts';
import {openEngine} from '/work/trees/model/test/bench/bench-engine.ts';
import {residentBytesOf} from '/work/trees/model/test/bench/process-facts.ts';
import {endAll} from '/work/trees/model/test/bench/cleanup.ts';
process.env.DOCKER_HOST='unix:///var/run/docker.sock';
const engine = await openEngine();
const withHeap=process.argv[2]==='heap';
const run = runInTerminal(['env',...(withHeap?['NODE_OPTIONS=--inspect=127.0.0.1:0']:[]),'/tmp/model-dist/cli.js'],{columns:120,rows:40,dockerHost:engine.address});
let live=async():Promise<any>=>undefined;
if(withHeap){
let addr; for(let i=0;i<100&&!addr;i++){await sleep(100); addr=/ws:\/\/\S+/.exec(run.text())?.[0];}
const ws=new WebSocket(addr!); await once(ws,'open');
let id=0; const pend=new Map<number,(v:any)=>void>();
ws.addEventListener('message',e=>{const m=JSON.parse(String(e.data)); if(m.id) pend.get(m.id)?.(m.result);});
const ask=(method:string,params:any={})=>new Promise<any>(r=>{id++;pend.set(id,r);ws.send(JSON.stringify({id,method,params}));});
live=async()=>{await ask('HeapProfiler.collectGarbage');const u=await ask('Runtime.getHeapUsage');return {used:u.usedSize/1e6,back:u.backingStorageSize/1e6};};
}
const say=async(w:string)=>console.log(w,'RSS',((residentBytesOf(run.pty.pid)??0)/1e6).toFixed(1),JSON.stringify(await live()));
await sleep(20_000); await say('before');
await engine.docker('run','-d','--name','model-deep','bb:latest','sh','-c','f() { [ $1 -gt 0 ] || exec sleep 9999; sh -c "$S" $(($1-1)); :; }; export S; S=\'[ $0 -gt 0 ] || exec sleep 9999; sh -c "$S" $(($0-1)); :\'; sh -c "$S" 3000');
await sleep(25_000);
run.pty.write('/model-deep\r'); await sleep(3000); await say('seen');
run.pty.write('2'); await sleep(1000); run.pty.write('z'); await sleep(1000); run.pty.write('G'); await sleep(8000); await say('looked at');
console.log(run.text().split('\n').slice(-5,-1).join('\n'));
run.pty.write('z1'); await engine.docker('rm','-f','model-deep'); 
for(let i=0;i<8;i++){await sleep(20_000); await say(`${(i+1)*20} s after`);}
run.pty.write('\x1b'); run.pty.write('q'); await run.endsWithin(3000); await run.close(); await endAll(); process.exit();
