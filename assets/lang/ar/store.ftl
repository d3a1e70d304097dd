# What the store says when something fails: what happened, what is safe, what to do.
store-in-use = فضاء العمل هذا مفتوح في جلسة أخرى: المستعمل { $user } على الحاسوب { $machine }، العملية رقم { $pid }، منذ { $since }. لم يتم تغيير أي شيء. يرجى إغلاق تلك الجلسة ثم إعادة المحاولة.
store-in-use-unknown = فضاء العمل هذا مفتوح في جلسة أخرى. لم يتم تغيير أي شيء. يرجى إغلاق تلك الجلسة ثم إعادة المحاولة.
store-damaged = المعطيات المحفوظة متضررة ({ $place }). أُوقفت كل عملية كتابة. يرجى الاحتفاظ بنسخة من مجلد فضاء العمل، ثم تشغيل الأمر tansiq verify لمعرفة ما تضرر.
store-newer = كُتب فضاء العمل هذا بإصدار أحدث من tansiq (الصيغة { $version }). لم يتم تغيير أي شيء. يرجى تثبيت الإصدار الأحدث.
store-too-large = حجم هذا السجل يتجاوز الحد المسموح به ({ $bytes } بايت). لم يتم تغيير أي شيء. يرجى اختصار النصوص الطويلة أو اللوائح.
store-moved = غيّر برنامج آخر فضاء العمل. لم يُحفظ تعديلكم؛ يرجى إعادة فتح الفضاء ثم إعادة المحاولة.
store-full = القرص ممتلئ. لم يُحفظ تعديلكم الأخير، وكل ما سبقه محفوظ. يرجى إخلاء حيز من القرص ثم إعادة المحاولة.
store-io = تعذرت قراءة ملفات فضاء العمل أو الكتابة فيها ({ $detail }). لم يُحفظ تعديلكم الأخير، وكل ما سبقه محفوظ.
store-slow = استغرق فتح فضاء العمل وقتا أطول من اللازم. لم يتم تغيير أي شيء. يرجى التحقق من القرص ثم إعادة المحاولة.
store-exists = يوجد شيء بهذا الاسم: { $path }. لم يتغير شيء. المرجو اختيار اسم آخر.
store-foreign = { $path } رابط أو في ملك مستعمل آخر. لم يُفتح شيء ولم يتغير شيء. المرجو تخصيص مجلد خاص بفضاء العمل.
store-diverged = لنسختي فضاء العمل هذا تاريخان مختلفان بعد القيد { $revision }. لم يتغير شيء. المرجو الاحتفاظ بنسخة من المجلد ثم تشغيل «tansiq repair».
# What was mended while the desk was opened.
store-mended-tail = تم عزل كتابة لم تكتمل؛ وكل ما تم تأكيده موجود: { $place }
store-mended-journal = كانت تنقص السجل قيود، وتمت استعادتها من النسخة الأخرى: { $place }
store-mended-behind = كانت تنقص قاعدة البيانات قيود، وتمت استعادتها من السجل: { $place }
store-mended-engine = كانت قاعدة البيانات متضررة وأعيد إنشاؤها من السجل دون ضياع أي شيء. ويُحتفظ بما تضرر في: { $place }
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
verify-journal = السجل متضرر: { $place }
verify-copies = النسختان مختلفتان: { $place }
verify-engine = قاعدة البيانات متضررة: { $place }
