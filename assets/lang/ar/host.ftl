host-conflict = قام { $by } بتعديل { $record } قبلكم ({ $at }). لم يُنفَّذ تعديلكم؛ يرجى مراجعة السجل ثم إعادة التعديل.
host-copied = تم النسخ: { $text }
host-gone = السجل { $record } لم يعد موجودا. لم يتغير أي شيء.
host-not-printed = تعذرت كتابة الصفحة: { $detail }. لم يتغير أي شيء.
host-nothing-to-undo = لا يوجد في تعديلاتكم ما يمكن التراجع عنه أو إعادته.
host-printed = تمت الكتابة: { $file }
host-redone =
    { $count ->
        [zero] لم تتم إعادة أي شيء
        [one] أُعيد تعديل سجل واحد
        [two] أُعيد تعديل سجلين
        [few] أُعيد تعديل { $count } سجلات
        [many] أُعيد تعديل { $count } سجلا
       *[other] أُعيد تعديل { $count } سجل
    }
host-undone =
    { $count ->
        [zero] لم يتم التراجع عن أي شيء
        [one] تم التراجع عن تعديل سجل واحد
        [two] تم التراجع عن تعديل سجلين
        [few] تم التراجع عن تعديل { $count } سجلات
        [many] تم التراجع عن تعديل { $count } سجلا
       *[other] تم التراجع عن تعديل { $count } سجل
    }
doctor-term = الطرفية
doctor-term-advice = المتغير TERM غير محدد أو قيمته dumb؛ حددوا نوع طرفيتكم، مثلا xterm-256color.
doctor-size = الحجم
doctor-size-advice = يلزم 60 عمودا و16 سطرا؛ وسعوا النافذة.
doctor-utf8 = الترميز
doctor-utf8-advice = الترميز ليس UTF-8؛ حددوا LANG مثلا C.UTF-8.
doctor-color = الألوان
doctor-color-advice = بدون ألوان.
doctor-desk = فضاء العمل
doctor-desk-advice = لا يوجد فضاء عمل بعد؛ أنشئوه بواسطة tansiq init.
doctor-aside = ما وُضع جانبا
doctor-aside-advice = وُضعت أجزاء متضررة جانبا ولا يحذفها البرنامج أبدا. نفذوا tansiq verify، وعندما لا يجد أي مشكل يمكن نقلها أو حذفها.
doctor-before = ما قبل صيغة جديدة
doctor-before-advice = النسخ الاحتياطية السابقة لصيغة جديدة لفضاء العمل تضاف إلى الحيز المخصص للنسخ الاحتياطية. يرجى نقلها بعد التأكد من سلامة كل شيء.
doctor-memory = الذاكرة المتاحة
doctor-memory-advice = الذاكرة المتبقية قليلة.
host-undone-one = تم التراجع: { $title }
host-redone-one = تمت الإعادة: { $title }
host-demo = نسخة مؤقتة من فضاء العمل النموذجي: ستُحذف تعديلاتكم عند الخروج.
arabic-by-setting = محدد في الإعداد terminal.arabic
arabic-by-person = اخترتموه لهذه الطرفية
arabic-by-bdsm = أجابت الطرفية بأنها تترك ترتيب النص للبرنامج
arabic-by-name = معروف من اسم الطرفية
arabic-by-attributes = معروف من خصائص الطرفية
arabic-by-guess = لا شيء يدل على ذلك، وأغلب الطرفيات كذلك. إذا تعذرت قراءة العربية فاختاروا «العربية على هذه الطرفية» ضمن الأوامر.
doctor-arabic = العربية
doctor-arabic-advice = تعذر سؤال الطرفية.
arabic-not-asked = لا توجد طرفية يمكن سؤالها هنا
host-plain = شاشة طرفية سطرية: اكتبوا أسماء المفاتيح في سطر واحد، مثلا: f oim Enter
doctor-line = خط الاتصال
doctor-line-advice = لا يمكن قياس خط الاتصال هنا.
host-conflict-field = قام { $by } بتعديل «{ $field }» في { $record } قبلكم ({ $at }). لم يُنفَّذ تعديلكم؛ يرجى مراجعة السجل ثم إعادة التعديل.
host-undo-conflict = لم يتم التراجع عن أي شيء: قام { $by } بتعديل { $record } منذ ذلك الحين ({ $at }).
host-undo-conflict-field = لم يتم التراجع عن أي شيء: قام { $by } بتعديل «{ $field }» في { $record } منذ ذلك الحين ({ $at }).
host-dropped = حذف { $by } السجل { $record } ({ $at }). لم يتغير أي شيء. يمكن استرجاعه بواسطة «:trash».
host-file-foreign = الملف { $file } رابط أو في ملك مستعمل آخر أو يمكن لأي كان تعديله، ولذلك لم تتم قراءته. يرجى وضع ملف خاص بكم مكانه (chmod go-w).
host-file-too-large = يتجاوز حجم الملف { $file } الحد المسموح به ({ $detail } بايت)، ولم تتم قراءته.
host-file-not-text = الملف { $file } ليس بترميز UTF-8، ولم تتم قراءته.
host-file-unreadable = تعذرت قراءة الملف { $file }: { $detail }.
host-shelf-aside = تعذرت قراءة الاستمارات غير المحفوظة؛ وضعت جانبا في { $place }. كل ما حفظ سليم.
host-shelf-lost = لا يمكن الاحتفاظ بالاستمارة المفتوحة إذا انقطعت الجلسة: { $detail } احفظوها بـ Ctrl-s.
host-editor-words = لا يمكن تقسيم هذه القيمة إلى كلمات: { $detail }. صححوا VISUAL أو EDITOR؛ النص كما كان.
host-editor-missing = المحرر غير موجود: { $detail }. حددوا محررا في VISUAL أو EDITOR؛ النص كما كان.
host-editor-start = تعذر تشغيل المحرر: { $detail }. النص كما كان.
host-editor-failed = أنهى المحرر عمله بخطأ ({ $detail }). النص كما كان.
host-editor-failed-after = أنهى المحرر عمله بخطأ. النص كما كان، وما كتبتموه في { $detail }.
host-editor-unfit = ما كتبتموه أطول من المسموح به أو ليس نصا. النص كما كان، وما كتبتموه في { $detail }.
host-editor-file = تعذر على المحرر الوصول إلى ملفه: { $detail }. النص كما كان.
host-editor-empty = عاد المحرر بملف فارغ؛ النص كما كان.
host-editor-none = لا محرر على هذه الشاشة؛ اكتبوا هنا مباشرة.
host-printed-many = كتبت { $count ->
        [one] صفحة واحدة
        [two] صفحتان
        [few] { $count } صفحات
        [many] { $count } صفحة
       *[other] { $count } صفحة
    }؛ أولها { $file }
host-exported = كتب { $count ->
        [one] سجل واحد
        [two] سجلان
        [few] { $count } سجلات
        [many] { $count } سجلا
       *[other] { $count } سجل
    } في { $file }
host-view-not-kept = العرض صالح لهذه الجلسة فقط؛ تعذر حفظه: { $detail }
