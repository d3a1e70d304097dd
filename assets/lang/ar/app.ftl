app-added = تم الحفظ: { $title }
app-added-within = حُفظ: { $title }. بقي حفظ الاستمارة السابقة (Ctrl-s).
app-done = تم: { $what }. u للتراجع.
app-dropped = حُذف: «{ $title }». u يسترجعه.
app-nothing-selected = لم يتم تحديد أي شيء.
app-quit-again = هذا المفتاح للخروج من البرنامج: اضغطوا عليه مرة أخرى للخروج. وإن كان في لوحتكم حرفا آخر فحددوا لوحة المفاتيح في الإعدادات (,).
app-nothing-to-print = لا شيء للطباعة هنا.
app-records =
    { $count ->
        [zero] لا توجد سجلات
        [one] سجل واحد
        [two] سجلان
        [few] { $count } سجلات
        [many] { $count } سجلا
       *[other] { $count } سجل
    }
app-too-deep = فُتحت نوافذ كثيرة بعضها فوق بعض؛ أغلقوا إحداها بالمفتاح Esc أولا. لم يُفقد أي شيء.
app-too-small = النافذة صغيرة جدا: يلزم 60 عمودا و16 سطرا. لم يُفقد أي شيء.
bar-add = إضافة
bar-accept = تأكيد
bar-back = رجوع
bar-cancel = إلغاء
bar-choose = اختيار
bar-close = إغلاق
bar-page = صفحة أخرى
bar-set = جميع الوثائق
bar-edit = تعديل
bar-list = اللائحة
bar-line = سطر جديد
bar-move = نقل
bar-move-in = تنقل
bar-next = التالي
bar-open = فتح
bar-remove = حذف
bar-run = تنفيذ
bar-save = حفظ
card-before = سابقا
card-holds = يشغل منصب
card-last = الأخير
card-next = القادم
card-vacant = شاغر
finder-begin = اكتبوا بضعة حروف من اسم بأي خط، أو رقما مثل #12، أو تصفية.
finder-nothing = لا توجد نتائج. جربوا حروفا أقل أو كتابة أخرى.
list-nothing = لا شيء يوافق هذه التصفية. يقترح Tab معايير التصفية، وEsc يعرض الكل.
list-try-state = لا شيء يتضمن هذه الكلمة، وهي وضعية: جربوا { $filter }. يقترح Tab معايير التصفية، وEsc يعرض الكل.
palette-nothing = لا يوجد أمر بهذا الاسم أو الوصف. يرجى تجربة كلمة أخرى، أو F1 لكل ما يمكن فعله هنا. الاستيراد والنسخ الاحتياطي من سطر الأوامر: tansiq import و tansiq backup.
form-alike = قد يكون مسجلا من قبل: { $titles }
form-create = + سجل جديد ({ $kind }): { $title }
form-errors = هناك نقص أو خطأ؛ لم يتم الحفظ بعد.
form-help = Enter: الحقل التالي؛ Tab والأسهم ↑↓: كل الأسطر. الاسم أو الاختيار: بضعة حروف ثم ↑↓ ثم Enter. Ctrl-o يفتح لائحة الحقل المتعدد العناصر، وCtrl-g محرر النصوص الطويلة. التواريخ: 15/12، 15 دجنبر، الإثنين المقبل، بعد 3 أيام، نهاية نونبر؛ ويظهر ما فُهم بعد «=». Ctrl-z يعيد ما مُحي. النجمة *: حقل واجب.
form-new = جديد: { $kind }
form-no-parts = فارغ. اضغطوا n للإضافة.
form-unsaved = لم تحفظ التغييرات بعد: Ctrl-s للحفظ، أو Esc مرة ثانية للتخلي عنها.
form-unchanged = لم يتغير أي شيء.
form-let-go = تُركت دون حفظ؛ تبقى في «استمارات لم تحفظ» (:) إلى حين الخروج.
help-title = المساعدة: ما يمكن القيام به هنا
new-title = سجل جديد: من أي نوع؟
new-such-partner = دولة، وزارة، منظمة، جمعية
new-such-person = من يشغل وظيفة أو يمثل جهة
new-such-post = وزير، مدير، سفير؛ ومن يشغلها
new-such-engagement = استقبال، زيارة، مباحثات، ندوة
new-such-instrument = اتفاقية، مذكرة تفاهم، إعلان
new-such-commitment = ما تعهد به طرف، مع أجله
new-such-body = لجنة وأعضاؤها والنصاب القانوني
new-such-meeting = دورة لجنة مع جدول أعمالها
new-such-decision = ما قررته لجنة
new-such-action = ما يجب فعله، ومن المكلف، وقبل متى
new-such-letter = مراسلة واردة أو صادرة، برقمها
new-such-strategy = استراتيجية ومحاورها
new-such-study = دراسة أو خبرة
new-such-document = مرجع ملف بلغاته ونسخه
new-such-term = كلمة في لائحة خاصة بالإدارة، أو لائحة محفوظة
print-title = طباعة { $title }
session-title = الدورة رقم { $number }: { $body }
command-find-open-help = العثور على أي سجل ببضعة حروف وبأي كتابة: الأسماء والمختصرات والأرقام والأسماء السابقة.
command-palette-open-help = اختيار أمر باسمه.
command-help-open-help = ما يمكن القيام به هنا وبأي مفتاح.
command-record-new-help = إنشاء سجل (شريك، استقبال، زيارة، اجتماع، إجراء…): n ثم حرف نوعه. وعلى لجنة، n m ينشئ دورتها المقبلة مع جدول أعمالها.
command-record-edit-help = تعديل حقول السجل المحدد.
command-record-print-help = كتابة جدول أعمال دورة أو بطاقة شريك أو ملف أي سجل في ملف للطباعة.
command-record-copy = نسخ
command-record-copy-help = وضع عنوان السجل في حافظة الطرفية.
command-record-drop = حذف
command-record-drop-help = حذف السجل؛ u يسترجعه.
command-change-undo-help = التراجع عن آخر تعديل لكم، ولو كان بالأمس.
command-change-redo = إعادة
command-change-redo-help = إعادة ما تم التراجع عنه.
command-place-back = رجوع
command-place-back-help = السجل المفتوح سابقا.
command-place-forward = تقدم
command-place-forward-help = السجل المفتوح لاحقا.
command-pane-home = الرئيسية
command-pane-home-help = الانتقال إلى ما يستدعي الاهتمام اليوم.
command-pane-partners = الشركاء
command-pane-partners-help = الانتقال إلى الشركاء.
command-pane-timelines = التسلسل الزمني
command-pane-timelines-help = الانتقال إلى التسلسل الزمني للسجل المحدد.
command-pane-committees = اللجان
command-pane-committees-help = الانتقال إلى اللجان والدورات وجداول الأعمال.
command-pane-next-help = الانتقال إلى اللوحة التالية.
command-pane-previous = اللوحة السابقة
command-pane-previous-help = الانتقال إلى اللوحة السابقة.
command-language-next-help = العربية والفرنسية والإنجليزية بالتناوب، مع الحفاظ على الموضع.
command-session-quit-help = إنهاء الجلسة. كل شيء محفوظ.
language-ar = بالعربية
language-fr = بالفرنسية
language-en = بالإنجليزية
language-letter-ar = ع
language-letter-fr = ف
language-letter-en = إ
language-mark-ar = بالعربية
language-mark-fr = بالفرنسية
language-mark-en = بالإنجليزية
form-pdf = PDF
form-html = صفحة HTML للطباعة
form-docx = مستند Word
form-txt = نص
form-md = Markdown
app-done-with = تم: { $what }، { $title }. للتراجع: u
field-full = لم يبق مكان في هذا الحقل؛ لم يُضف شيء. قسموا النص أو اختصروه.
app-no-command = لا وظيفة للمفتاح { $key } هنا؛ يعرض F1 المفاتيح.
form-not-chosen = «{ $value }» غير موجود أو لم يتم اختياره من اللائحة؛ يرجى مسحه أو اختياره بالسهمين ثم Enter.
command-session-suspend = تعليق الجلسة
command-session-suspend-help = الرجوع إلى سطر الأوامر؛ يعيد الأمر fg البرنامج كما كان.
command-view-card = البطاقة تحت اللائحة
command-view-card-help = إظهار بطاقة السطر المختار تحت اللائحة، أو إخفاؤها لتأخذ اللائحة المكان كله.
command-view-vowels = إظهار الحركات أو إخفاؤها
command-view-vowels-help = تُكتب الأسماء في اللوائح بالحركات أو بدونها؛ أما الحقول فتُظهرها دائما.
command-terminal-reading = العربية على هذه الطرفية
command-terminal-reading-help = اختيار السطر المقروء؛ يُحفظ الاختيار لهذه الطرفية.
reading-question = أي سطر من هذه الأسطر صحيح: حروفه متصلة ويُقرأ من اليمين إلى اليسار؟
reading-words = وزارة الداخلية (الرباط)، الاتفاق العالمي لسنة 2018
reading-hint = يتم الاختيار بالرقم ويُحفظ؛ أي مفتاح آخر يواصل العمل. لإعادة الاختيار لاحقا: «العربية على هذه الطرفية» ضمن الأوامر.
reading-unsure = إن كانت العربية هنا غير مقروءة: اضغطوا «:» ثم اختاروا «العربية على هذه الطرفية».
reading-kept = تم حفظ الاختيار لهذه الطرفية.
language-question = العمل باللغة العربية
command-language-choose = اختيار اللغة
command-language-choose-help = العربية أو الفرنسية أو الإنجليزية باسمها.
app-found-in-part = الفهرس قيد الإعداد: اللائحة غير مكتملة بعد وستستكمل تلقائيا.
arrange-title = ترتيب اللائحة
arrange-group = التجميع
arrange-no-group = بدون
arrange-order = الترتيب
arrange-alphabet = حسب الأبجدية
arrange-column = الأعمدة
arrange-fixed = ترتيب هذه اللائحة ثابت.
bar-as-it-was = الوضع الأصلي
group-type = حسب النوع
group-region = حسب المنطقة
group-level = حسب المستوى
group-tree = شجرة التبعية
command-view-arrange = ترتيب اللائحة
command-view-arrange-help = تجميع اللائحة وترتيبها واختيار أعمدتها؛ ويُحفظ ذلك لكم.
as-of-question = في أي تاريخ؟
as-of-hint-date = تاريخ بأي صيغة (10 دجنبر 2018، { $month }، أمس): فضاء العمل كما كان عند نهاية ذلك اليوم، مقروءا في ذلك اليوم. وقبل إنشاء فضاء العمل: ذلك اليوم حسب ما هو معروف حاليا.
as-of-words = «{ $value }» ليس تاريخا ولا مراجعة مثل r41.
as-of-no-revision = لا توجد هذه المراجعة؛ آخر مراجعة هي { $last }.
as-of-revision = وضعية سابقة: فضاء العمل عند المراجعة { $rev }، { $date }.
as-of-recorded = وضعية سابقة: فضاء العمل كما كان عند نهاية { $date } ({ $rev }).
as-of-known = يوم { $date }، حسب ما هو معروف اليوم.
as-of-both = يوم { $date }، حسب فضاء العمل كما كان عند { $rev }.
as-of-mark = بتاريخ { $date }
as-of-read-only = هذه وضعية سابقة: لا يمكن تعديل أي شيء فيها. المفتاح N يعيدكم إلى الوضعية الحالية.
as-of-left = تمت العودة إلى الوضعية الحالية.
as-of-is-today = أنتم في الوضعية الحالية.
bar-show = عرض
bar-show-all = عرض الكل
bar-undrop = استرجاع
bar-theirs = اعتماد الأخرى
bar-mine = الاحتفاظ بنصي
form-theirs = عدّله شخص آخر قبلكم؛ القيمة الحالية: { $value }. Ctrl-t لاعتمادها، Ctrl-s للاحتفاظ بما كتبتم.
bar-go-on = استئناف
bar-throw-away = التخلي عنها
bar-later = لاحقا
bar-editor = محرر خارجي
unsaved-title = استمارات لم تحفظ
unsaved-hint = انقطعت الجلسة قبل حفظها. Enter يستأنفها كما تركتموها، وd يتخلى عنها، وEsc يؤجلها إلى حين.
unsaved-later = محفوظة جانبا؛ تجدونها بين الأوامر (:) باسم «استمارات لم تحفظ».
unsaved-none = لا توجد استمارات غير محفوظة من جلسات سابقة.
unsaved-thrown-away = تم التخلي عن الاستمارة.
unsaved-sure = اضغطوا d مرة أخرى للتخلي عنها نهائيا.
command-form-unsaved = استمارات لم تحفظ
command-form-unsaved-help = استمارات كانت مفتوحة عند انقطاع جلسة سابقة: استئنافها أو التخلي عنها.
form-editor-long = المحرر الخارجي مخصص للنصوص الطويلة؛ اكتبوا هنا مباشرة.
app-done-many = أنجز: { $what }، { $count ->
        [one] سجل واحد
        [two] سجلان
        [few] { $count } سجلات
        [many] { $count } سجلا
       *[other] { $count } سجل
    }. u يلغي ذلك دفعة واحدة.
bar-bulk = إجراء جماعي
bar-unmark = إلغاء العلامات
bar-preview = معاينة
bar-do-all = تنفيذ
bar-see = تصفح
bulk-title = السجلات المحددة: { $count } ({ $kinds })
bulk-put = تحديد: { $field }
bulk-add-to = إضافة إلى: { $field }
bulk-choose = تعبئة حقل آخر…
bulk-take-from = إزالة قيمة من لائحة…
bulk-print = طباعة صفحة لكل سجل
bulk-csv = تصدير إلى ملف CSV
bulk-jsonl = تصدير كامل (JSON)
bulk-drop = حذف السجلات
bulk-which-field = أي حقل؟
bulk-which-list = من أي لائحة؟
bulk-hint-put = القيمة التي توضع في كل السجلات؛ تضاف إلى اللوائح، وترك الحقل فارغا يمحو ما فيه. Enter يعرض ما سيتغير.
bulk-hint-take = ما يُزال من اللائحة في كل السجلات. Enter يعرض ما سيتغير.
bulk-same = كل السجلات على هذه الحال؛ لا شيء يتغير.
bulk-changes = { $what }: سيتغير { $count ->
        [one] سجل واحد
        [two] سجلان
        [few] { $count } سجلات
        [many] { $count } سجلا
       *[other] { $count } سجل
    }. Enter ينفذ، ثم u يلغي كل شيء.
bulk-goes =سيحذف { $count ->
        [one] سجل واحد
        [two] سجلان
        [few] { $count } سجلات
        [many] { $count } سجلا
       *[other] { $count } سجل
    }. Enter ينفذ، ثم u يسترجع كل شيء.
bulk-already = على هذه الحال من قبل: { $count }
bulk-refused = تبقى كما هي لأن قاعدة تمنع ذلك: { $count }. أولها { $why }
marks-too-many = لا يمكن التصرف دفعة واحدة في كل هذه السجلات (الحد { $limit })؛ قلصوا اللائحة بالتصفية f.
marks-no-list = لا توجد هنا لائحة توضع على أسطرها علامات.
print-title-many = طباعة { $count ->
        [one] صفحة واحدة
        [two] صفحتين
        [few] { $count } صفحات
        [many] { $count } صفحة
       *[other] { $count } صفحة
    }
command-mark-toggle = تحديد
command-mark-toggle-help = تحديد السطر أو رفع التحديد عنه، للتصرف في عدة سجلات دفعة واحدة.
command-mark-all = تحديد الكل
command-mark-all-help = تحديد كل ما تعرضه اللائحة أو رفع التحديد عنه.
command-mark-act = إجراء جماعي
command-mark-act-help = تعبئة حقل أو إضافة موضوع أو كلمة مفتاحية أو إسناد أو طباعة أو تصدير أو حذف، لكل السجلات المحددة، مع معاينة وإلغاء واحد.
command-bulk-edit = تعديل عدة سجلات
command-bulk-drop = حذف عدة سجلات
trash-title = المحذوفات: Enter لاسترجاع السجل المحدد
trash-empty = لم يُحذف أي شيء.
trash-none = لا يوافق هذه الحروف أي سجل محذوف.
dropped-by = حذفه { $by }، { $at }
dropped-undone = تراجع { $by } عن إنشائه، { $at }
command-trash-open = المحذوفات
command-trash-open-help = ما تم حذفه ومن حذفه ومتى؛ Enter يسترجعه.
command-asof-open = الوضعية في تاريخ آخر
command-asof-open-help = عرض فضاء العمل كما كان في تاريخ أو عند مراجعة: «:asof 2018-12-10» أو «:asof r41». لا يمكن تعديل أي شيء فيه.
command-asof-leave = الوضعية الحالية
command-asof-leave-help = العودة من وضعية سابقة إلى آخر وضعية.
bar-history = سجل التغييرات
bar-date = تاريخ آخر
command-record-dossier = الملف
command-record-dossier-help = كل ما يتعلق بالسجل في مكان واحد: المواعيد القادمة والمناصب وشاغلوها والزيارات والاتفاقيات والالتزامات والهيئات التابعة للدولة. المفتاح t لتاريخ آخر وp للطباعة.
command-record-history = سجل التغييرات
command-record-history-help = من عدّل السجل ومتى، وكل حقل كما كان وكما أصبح.
command-record-on-date = شاغلو المناصب في تاريخ معين
command-record-on-date-help = من كان يشغل المناصب في تاريخ ما: «:on-date 12/2018» أو «:on-date 10 دجنبر 2018».
dossier-on = الوضع بتاريخ { $date }
dossier-ask = الوضع بتاريخ:
dossier-empty = لا يرتبط أي شيء بهذا السجل بعد. المفتاح n ينشئ سجلا.
dossier-since = منذ { $date }
dossier-from-to = من { $from } إلى { $to }
dossier-ahead = المواعيد القادمة
dossier-posts = المناصب وشاغلوها
dossier-people = الأشخاص
dossier-open = قيد التتبع
dossier-past = الزيارات واللقاءات السابقة
dossier-instruments = الوثائق التعاقدية
dossier-organisations = الهيئات التابعة
dossier-relations = العلاقات
dossier-bodies = اللجان
dossier-settled = ما تم البت فيه أو إنجازه
dossier-letters = المراسلات
dossier-documents = الوثائق والدراسات
dossier-others = سجلات أخرى
history-title = سجل تغييرات { $title }
history-added = إنشاء
history-dropped = حذف
history-changed = تعديل
history-gone = حُذف: { $was }
history-became = { $was } ← { $now }
history-empty = لا يوجد أي تغيير مسجل.
card-activity = 12 شهرا
command-record-undrop = استرجاع
as-of-closed = للاطلاع فقط. { $said }
bar-act = اختيار وإجراء
bar-complete = إكمال
bar-copy = نسخ
bar-different = مختلفان
bar-join = دمج
bar-keep = حفظ التصفية
bar-keep-first = إبقاء الأول
bar-keep-second = إبقاء الثاني
bar-keep-shared = حفظ للجميع
bar-mark = تحديد
bar-new = جديد
bar-phone = نسخ رقم الهاتف
bar-print = طباعة
bar-to-agenda = إلى جدول الأعمال
bar-type = كتابة
command-record-duplicates = المكررات
command-record-duplicates-help = الشركاء والأشخاص الذين أُدخلوا مرتين على الأرجح مع السبب؛ يُعرض السجلان قبل دمجهما.
command-record-distinct = سجلان مختلفان
command-record-merge = دمج
command-view-saved = اللوائح المحفوظة
command-view-saved-help = التصفيات المحفوظة لهذه اللائحة: اختيار واحدة، أو حفظ ما تظهره اللائحة، أو حذف واحدة.
command-view-share = لائحة محفوظة للجميع
command-view-drop = حذف لائحة محفوظة
finder-no-agenda = لا يوجد جدول أعمال مفتوح. افتحوا دورة بالمفتاح Enter ثم أعيدوا البحث لإدراجه فيها.
finder-no-phone = لا يوجد رقم هاتف هنا.
new-title-with = سجل جديد يتعلق بـ { $title }: ما نوعه؟
twins-joined = يبقى { $stays } ويُدمج فيه { $goes }. هذه هي النتيجة؛ المفتاح Enter يدمج و u يتراجع بعد ذلك.
twins-looking = جار البحث عن السجلات المتطابقة على الأرجح…
twins-none = لا يوجد شريكان أو شخصان متشابهان.
twins-none-left = لم يبق شيء هنا. المفتاح u يتراجع عن آخر خطوة.
twins-title = مكررات محتملة
views-all-shown = تظهر اللائحة كل شيء؛ يمكن حفظ تصفية (f) كلائحة محفوظة.
views-kept = حُفظت اللائحة: { $name }
views-name = اسم اللائحة المحفوظة:
views-name-shared = اسم اللائحة المحفوظة للجميع:
views-no-list = لا توجد في هذه الصفحة لائحة للتصفية.
views-no-name = تحتاج اللائحة المحفوظة إلى اسم قصير.
views-none = لا توجد لائحة محفوظة هنا بعد. صفّوا اللائحة بالمفتاح f ثم احفظوها هنا بالمفتاح a (لكم) أو A (للجميع).
views-nothing-asked = تظهر اللائحة كل شيء، ولا شيء يُحفظ. صفّوها أولا بالمفتاح f.
views-own = خاصة
views-shared = للجميع
views-shown = تظهر اللائحة: { $query }
views-title = اللوائح المحفوظة هنا
