app-added = تم الحفظ: { $title }
app-done = تم: { $what }
app-nothing-selected = لم يتم تحديد أي شيء.
app-nothing-to-print = لا توجد صفحة للطباعة لهذا السجل.
app-records =
    { $count ->
        [zero] لا توجد سجلات
        [one] سجل واحد
        [two] سجلان
        [few] { $count } سجلات
        [many] { $count } سجلا
       *[other] { $count } سجل
    }
app-too-small = النافذة صغيرة جدا: يلزم 60 عمودا و16 سطرا. لم يُفقد أي شيء.
bar-add = إضافة
bar-back = رجوع
bar-cancel = إلغاء
bar-choose = اختيار
bar-close = إغلاق
bar-edit = تعديل
bar-list = اللائحة
bar-move = نقل
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
finder-nothing = لا توجد نتائج. جربوا حروفا أقل أو كتابة أخرى.
form-errors = هناك نقص أو خطأ؛ لم يتم الحفظ بعد.
form-new = جديد: { $kind }
form-no-parts = فارغ. اضغطوا n للإضافة.
form-unsaved = لم تحفظ التغييرات بعد: Ctrl-s للحفظ، أو Esc مرة ثانية للتخلي عنها.
form-unchanged = لم يتغير أي شيء.
help-title = المساعدة: ما يمكن القيام به هنا
new-title = سجل جديد: من أي نوع؟
print-title = طباعة { $title }
session-title = الدورة رقم { $number }: { $body }
command-find-open = بحث
command-find-open-help = العثور على أي سجل ببضعة حروف وبأي كتابة: الأسماء والمختصرات والأرقام والأسماء السابقة.
command-palette-open = الأوامر
command-palette-open-help = اختيار أمر باسمه.
command-help-open = مساعدة
command-help-open-help = ما يمكن القيام به هنا وبأي زر.
command-record-new = جديد
command-record-new-help = إنشاء سجل: n ثم حرف نوعه. وعلى لجنة، n m ينشئ دورتها المقبلة مع جدول أعمالها.
command-record-edit = تعديل
command-record-edit-help = تعديل حقول السجل المحدد.
command-record-print = طباعة
command-record-print-help = كتابة جدول أعمال دورة أو بطاقة شريك في ملف.
command-record-copy = نسخ
command-record-copy-help = وضع عنوان السجل في حافظة الطرفية.
command-record-drop = حذف
command-record-drop-help = حذف السجل؛ u يسترجعه.
command-change-undo = تراجع
command-change-undo-help = التراجع عن آخر تعديل لكم، ولو كان بالأمس.
command-change-redo = إعادة
command-change-redo-help = إعادة ما تم التراجع عنه.
command-place-back = رجوع
command-place-back-help = السجل المفتوح سابقا.
command-place-forward = تقدم
command-place-forward-help = السجل المفتوح لاحقا.
command-pane-partners = الشركاء
command-pane-partners-help = الانتقال إلى الشركاء.
command-pane-timelines = التسلسل الزمني
command-pane-timelines-help = الانتقال إلى التسلسل الزمني للسجل المحدد.
command-pane-committees = اللجان
command-pane-committees-help = الانتقال إلى اللجان والدورات وجداول الأعمال.
command-pane-next = اللوحة التالية
command-pane-next-help = الانتقال إلى اللوحة التالية.
command-pane-previous = اللوحة السابقة
command-pane-previous-help = الانتقال إلى اللوحة السابقة.
command-language-next = اللغة
command-language-next-help = العربية والفرنسية والإنجليزية بالتناوب، مع الحفاظ على الموضع.
command-session-quit = خروج
command-session-quit-help = إنهاء الجلسة. كل شيء محفوظ.
language-ar = بالعربية
language-fr = بالفرنسية
language-en = بالإنجليزية
form-html = صفحة HTML للطباعة
form-txt = نص
form-md = Markdown
