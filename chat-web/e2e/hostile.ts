/** Texts that have run or styled something, or broken a layout, somewhere. */
export const SCRIPTS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '"><img src="//evil.example/x.png">',
  "';alert(1);//",
  'javascript:alert(1)',
  '<a href="javascript:alert(1)">click</a>',
  'data:text/html,<script>alert(1)</script>',
  '<iframe srcdoc="<script>parent.alert(1)</script>">',
  '<style>*{display:none}</style>',
  '<link rel=stylesheet href=//evil.example/x.css>',
  '<meta http-equiv=refresh content="0;url=//evil.example">',
  '<base href="//evil.example/">',
  '<form action=//evil.example><input name=x></form>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '</textarea><script>alert(1)</script>',
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}',
  '[click](javascript:alert(1)) ![x](//evil.example/x.png)',
  '//\u2028alert(1)\u2029//',
  'http://evil.example/<script>alert(1)</script>',
  '&lt;b&gt;&amp;amp;&#x3c;i&#x3e;',
];

const STACKED = '\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a\u030b\u030c\u030d\u030e\u030f';

/** Texts that push at the edges. */
export const UNRULY = [
  'x'.repeat(3_000),
  [...'zalgo'].map((letter) => letter + STACKED.repeat(6)).join(''),
  '\u202eecalp sti ni syats eno siht\u202c',
  'مرحبا بالعالم، هذا نص طويل من اليمين إلى اليسار مع كلمات English في الوسط',
  '👨‍👩‍👧‍👦'.repeat(200),
  '\u200b'.repeat(500) + 'after nothing',
  '\t\t\t\t\t\t\t\t\t\t\t\tfar',
  '|'.repeat(900),
  'W'.repeat(40) + '\n'.repeat(60) + 'below',
  '﷽﷽﷽﷽﷽﷽﷽﷽﷽﷽﷽﷽﷽﷽﷽﷽',
];
