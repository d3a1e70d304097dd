# What the store says when something fails: what happened, what is safe, what to do.
store-in-use = فضاء العمل هذا مفتوح في جلسة أخرى: المستعمل { $user } على الحاسوب { $machine }، العملية رقم { $pid }، منذ { $since }. لم يتم تغيير أي شيء. يرجى إغلاق تلك الجلسة ثم إعادة المحاولة.
store-in-use-unknown = فضاء العمل هذا مفتوح في جلسة أخرى. لم يتم تغيير أي شيء. يرجى إغلاق تلك الجلسة ثم إعادة المحاولة.
store-damaged = المعطيات المحفوظة متضررة ({ $place }). أُوقفت كل عملية كتابة. يرجى تشغيل الأمر tansiq verify ثم tansiq repair.
store-newer = كُتب فضاء العمل هذا بإصدار أحدث من tansiq (الصيغة { $version }). لم يتم تغيير أي شيء. يرجى تثبيت الإصدار الأحدث.
store-too-large = حجم هذا السجل يتجاوز الحد المسموح به ({ $bytes } بايت). لم يتم تغيير أي شيء. يرجى اختصار النصوص الطويلة أو اللوائح.
store-moved = غيّر برنامج آخر فضاء العمل. لم يُحفظ تعديلكم؛ يرجى إعادة فتح الفضاء ثم إعادة المحاولة.
store-full = القرص ممتلئ. لم يُحفظ تعديلكم الأخير، وكل ما سبقه محفوظ. يرجى إخلاء حيز من القرص ثم إعادة المحاولة.
store-io = تعذرت قراءة ملفات فضاء العمل أو الكتابة فيها ({ $detail }). لم يُحفظ تعديلكم الأخير، وكل ما سبقه محفوظ.
store-slow = استغرق فتح فضاء العمل وقتا أطول من اللازم. لم يتم تغيير أي شيء. يرجى التحقق من القرص ثم إعادة المحاولة.
# What a verification finds; the place follows on the same line.
verify-damaged = متضرر: { $place }
verify-missing = مفقود: { $place }
verify-chain = غير متسلسل مع القيد السابق: { $place }
verify-head = رأس دفتر القيود لا يطابق آخر قيد: { $place }
verify-open-group = عملية لم تكتمل: { $place }
verify-last-ref = عداد الأرقام أدنى من اللازم: { $place }
verify-differs = يخالف تاريخ تعديلاته: { $place }
verify-lost-record = وارد في دفتر القيود وغائب عن فضاء العمل: { $place }
verify-merges = عمليات الدمج لا تطابق دفتر القيود: { $place }
verify-link = يحيل على سجل غير موجود: { $place }
