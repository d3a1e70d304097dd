partners-by = حسب { $field }
partners-no-group = غير محدد
partners-order = حسب الترتيب البروتوكولي
partners-empty = لا يوجد شركاء بعد. اضغطوا n p للإضافة أو استوردوا لائحة بواسطة tansiq import.
partners-no-phone = لا يوجد رقم هاتف معروف.
timelines-all = الكل
timelines-today = ── اليوم، { $date } ──
timelines-empty = لا شيء مؤرخ بعد. n e يضيف نشاطا.
timelines-nothing-then = لا شيء في: { $date }. يظهر الأقرب: { $other }.
committees-empty = لا توجد لجان بعد. n b يضيف لجنة.
committees-new-session = دورة جديدة بتاريخ مقترح: { $start }. u للتراجع.
committees-due = حان موعد الدورة منذ { $date }
composer-total = المجموع { $total }
composer-over =
    { $minutes ->
        [one] تجاوز النهاية المقررة بدقيقة واحدة
        [two] تجاوز النهاية المقررة بدقيقتين
        [few] تجاوز النهاية المقررة بما قدره { $minutes } دقائق
        [many] تجاوز النهاية المقررة بما قدره { $minutes } دقيقة
       *[other] تجاوز النهاية المقررة بما قدره { $minutes } دقيقة
    }
composer-forgotten =
    { $count ->
        [zero] لا توجد نقط عالقة غير مدرجة
        [one] نقطة عالقة واحدة غير مدرجة
        [two] نقطتان عالقتان غير مدرجتين
        [few] { $count } نقط عالقة غير مدرجة
        [many] { $count } نقطة عالقة غير مدرجة
       *[other] { $count } نقطة عالقة غير مدرجة
    }
composer-candidates = نقط مقترحة: { $count }
composer-no-candidates = لا شيء آخر في الانتظار.
composer-empty = جدول الأعمال فارغ. a يضيف نقطة، c للاختيار مما ينتظر.
composer-ask-title = عنوان النقطة الجديدة:
composer-ask-sub-title = عنوان النقطة الفرعية:
composer-ask-retitle = العنوان الجديد:
composer-ask-duration = المدة (1:30، 90m، 1.5h):
agenda-no-item = لا توجد هذه النقطة.
agenda-no-level = غير ممكن هنا: ثلاثة مستويات على الأكثر، تحت نقطة سابقة.
agenda-edge = لا توجد نقطة لتبادل المكان معها.
agenda-full = جدول الأعمال ممتلئ.
command-partner-filter = تصفية
command-partner-filter-help = إظهار ما يوافق بضعة حروف أو تصفية مثل البلد:ألمانيا.
command-partner-timeline = التسلسل الزمني
command-partner-timeline-help = ما جرى مع هذا الشريك وما هو آت.
command-partner-copy-phone = نسخ رقم الهاتف
command-partner-copy-phone-help = وضع رقم الهاتف في حافظة الطرفية.
command-timeline-all = كل الشركاء / هذا الشريك
command-timeline-all-help = التبديل بين تسلسل سجل واحد وتسلسل الكل.
command-timeline-today = اليوم
command-timeline-today-help = الانتقال إلى اليوم.
command-timeline-open = فتح
command-timeline-open-help = فتح السجل تحت المؤشر.
command-action-new = إجراء
command-action-new-help = تسجيل إجراء ناتج عن هذا النشاط.
command-committee-open = فتح
command-committee-open-help = الدخول إلى اللجنة أو فتح جدول أعمال الدورة.
command-committee-close = رجوع
command-committee-close-help = الرجوع إلى اللجان. كل شيء محفوظ.
command-agenda-new = الدورة المقبلة
command-agenda-item-add = إضافة نقطة
command-agenda-item-add-help = إضافة نقطة بعد هذه؛ وضمن المقترحات: إدراجها في جدول الأعمال.
command-agenda-item-add-sub = إضافة نقطة فرعية
command-agenda-item-add-sub-help = إضافة نقطة تحت هذه.
command-agenda-candidates = المقترحات
command-agenda-candidates-help = التنقل بين جدول الأعمال وما يمكن إدراجه.
command-agenda-item-up = أعلى
command-agenda-item-up-help = رفع النقطة مع كل ما تحتها.
command-agenda-item-down = أسفل
command-agenda-item-down-help = إنزال النقطة مع كل ما تحتها.
command-agenda-item-indent = نقطة فرعية
command-agenda-item-indent-help = جعلها نقطة فرعية لما قبلها.
command-agenda-item-outdent = رفع المستوى
command-agenda-item-outdent-help = جعلها نقطة من المستوى الأعلى.
command-agenda-item-duration = المدة
command-agenda-item-duration-help = مدة النقطة: 1:30 أو 90m أو 1.5h؛ ثم ينتقل المؤشر إلى التالية.
command-agenda-item-retitle = تغيير العنوان
command-agenda-item-retitle-help = إعطاء النقطة عنوانا آخر.
command-agenda-item-drop = حذف
command-agenda-item-drop-help = حذف النقطة أو كل النقط المعلَّمة من جدول الأعمال. القرار العالق لا يضيع: يبقى مشارا إليه.
command-agenda-item-mark = تحديد
command-agenda-item-mark-help = تحديد النقطة لحذف عدة نقط دفعة واحدة.
command-agenda-item-edit = التفاصيل
command-agenda-item-edit-help = كل حقول النقطة: العناوين باللغات الثلاث، المقدِّم، الوثائق، السرية.
command-agenda-candidate-set-aside = استبعاد
command-agenda-candidate-set-aside-help = استبعاد هذا المقترح قصدا من جدول الأعمال هذا.
command-agenda-preview = معاينة
command-agenda-preview-help = الصفحة كما ستُطبع.
composer-other-titles = عناوين لم تتغير: { $languages }
composer-drop-outside = المفتاح D يحذف الدورة بأكملها: يرجى مغادرة جدول الأعمال (Esc) والضغط عليه في سطر الدورة. أما d فيسحب هذه النقطة.
committees-in-preparation = هذه الدورة قيد الإعداد. لإعداد الدورة التي تليها يرجى الضغط على n m هنا أو في سطرها.
home-today = اليوم
home-week = الأيام السبعة المقبلة
home-replies = مراسلات تنتظر الجواب
home-late = متأخرة عن أجلها
home-due = يحل أجلها خلال سبعة أيام
home-sessions = دورات حان إعدادها
home-instruments = وثائق تعاقدية يقترب أجلها
home-silent = شركاء دون اتصال منذ ستة أشهر
home-changed = ما تغير منذ آخر زيارة لكم
home-activity = النشاط خلال 12 شهرا
home-actions = الإجراءات: { $done } منجزة، { $late } متأخرة
home-empty = لا يوجد شيء في فضاء العمل بعد. n يضيف سجلا، أو استوردوا لائحة بواسطة tansiq import.
command-home-open-help = فتح السجل أو إظهار كل سجلات العنوان.
command-home-next = العنوان التالي
command-home-next-help = الانتقال إلى العنوان التالي الذي تحته شيء.
command-home-previous = العنوان السابق
command-home-previous-help = الانتقال إلى العنوان السابق الذي تحته شيء.
timelines-no-lanes = لا تُعرف هنا بعد أي مدة: لا مهام ولا مقاعد ولا استراتيجيات ولا نصوص سارية المفعول. المفتاح v للعودة إلى التسلسل الزمني.
timelines-span = من { $from } إلى { $to }
timelines-span-since = منذ { $from }
timelines-span-until = إلى غاية { $to }
timelines-span-open = التواريخ غير معروفة
timelines-undated = بدون تاريخ
timelines-ask-date = الانتقال إلى تاريخ:
command-timeline-nearer = تقريب
command-timeline-nearer-help = من السنوات إلى الفصول ثم الشهور ثم كل حدث على حدة.
command-timeline-further = إبعاد
command-timeline-further-help = من الأحداث إلى الشهور ثم الفصول ثم السنوات.
command-timeline-lanes = المُدد
command-timeline-lanes-help = ما يدوم على شكل خطوط عبر السنوات: المهام والمقاعد والعلاقات والاستراتيجيات والنصوص السارية المفعول.
command-timeline-go = الانتقال إلى تاريخ
command-timeline-go-help = الانتقال إلى تاريخ يُكتب كما يقال: 9/2018 أو شتنبر 2018 أو +3 أشهر.
command-timeline-filter = تصفية
command-timeline-filter-help = يعرض فقط ما يوافق معايير التصفية.
command-committee-filter = تصفية
command-committee-filter-help = يعرض فقط اللجان والدورات التي توافق معايير التصفية.
command-agenda-candidates-filter = تصفية المقترحات
command-agenda-candidates-filter-help = يقترح فقط ما يوافق معايير التصفية.
