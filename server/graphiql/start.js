// Starts GraphiQL on this server, with a panel of ready queries.
'use strict';
(() => {
  const h = React.createElement;
  const { PluginContextProvider, useEditorContext, useExecutionContext } = GraphiQL.React;
  const examples = JSON.parse(document.getElementById('examples').textContent);
  const licences = document.currentScript.dataset.licences;

  // afterEdit is called once when the editor has taken in a query it was given.
  let afterEdit = null;

  const Icon = () => h('svg', { viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', strokeWidth: 1.5, 'aria-hidden': true },
    h('path', { d: 'M4 5h16M4 12h10M4 19h7' }), h('path', { d: 'M16 14l5 3.5-5 3.5z', fill: 'currentColor' }));

  function Examples() {
    const { queryEditor, variableEditor } = useEditorContext();
    const execution = useExecutionContext();
    const run = React.useRef();
    run.current = execution.run;
    const [shown, setShown] = React.useState(null);
    React.useEffect(() => queryEditor?.setOption('lineWrapping', true), [queryEditor]);

    const show = example => {
      execution.stop();
      setShown(example);
      afterEdit = () => run.current();
      variableEditor?.setValue('');
      queryEditor.setValue(example.query);
    };
    const button = example => h('li', { key: example.title },
      h('button', { type: 'button', className: 'parley-example', 'aria-current': example === shown || undefined, onClick: () => show(example) },
        h('strong', null, example.title), h('span', null, example.about)));
    const groups = [...new Set(examples.map(e => e.group))];
    return h('section', { className: 'parley-examples', 'aria-label': 'Example queries' },
      h('div', { className: 'graphiql-doc-explorer-title' }, 'Examples'),
      h('p', null, 'A click, or Enter, puts a query into the editor and runs it. Ctrl-Z in the editor brings back what stood there.'),
      groups.map(group => h('section', { key: group, 'aria-label': group },
        h('h2', null, group),
        h('ul', null, examples.filter(e => e.group === group).map(button)))),
      h('footer', null, h('a', { href: '/schema.graphql' }, 'Schema as text'), h('a', { href: licences }, 'Licences')));
  }

  const plugins = [{ title: 'Examples', icon: Icon, content: Examples }];
  const fetcher = GraphiQL.createFetcher({
    url: '/graphql',
    subscriptionUrl: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
  });
  const onEditQuery = () => {
    afterEdit?.();
    afterEdit = null;
  };
  const props = { fetcher, plugins, visiblePlugin: plugins[0], defaultQuery: examples[0].query, onEditQuery };
  const logo = h(GraphiQL.Logo, null, h('a', { href: '/', className: 'parley-logo' }, 'Parley'));

  // GraphiQL gives room to a panel only if it finds it open when it starts.
  function Start() {
    const [opened, setOpened] = React.useState(false);
    React.useEffect(() => setOpened(true), []);
    return opened ? h(GraphiQL, props, logo) : h(PluginContextProvider, props);
  }
  ReactDOM.createRoot(document.getElementById('graphiql')).render(h(Start));
})();
