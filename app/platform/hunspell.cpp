#include "app/platform/hunspell.h"

#include <QDir>
#include <QFile>
#include <QLibrary>
#include <QPointer>
#include <map>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kMostMeant = 5;

struct Hunhandle;

/** Its interface for C, which has been the same since version 1.2. */
struct Functions
{
    Hunhandle *(*create)(const char *aff, const char *dic) = nullptr;
    void (*destroy)(Hunhandle *) = nullptr;
    int (*spell)(Hunhandle *, const char *) = nullptr;
    int (*suggest)(Hunhandle *, char ***list, const char *) = nullptr;
    void (*freeList)(Hunhandle *, char ***list, int) = nullptr;
    char *(*encoding)(Hunhandle *) = nullptr;
};

const Functions *functions()
{
    static const Functions *found = []() -> const Functions * {
        static Functions f;
        for (const QString &name : {u"libhunspell-1.7.so.0"_s, u"libhunspell-1.8.so.0"_s, u"libhunspell.so"_s}) {
            QLibrary library(name);
            if (!library.load())
                continue;
            const auto take = [&library](auto &function, const char *symbol) {
                function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(library.resolve(symbol));
                return function != nullptr;
            };
            if (take(f.create, "Hunspell_create") && take(f.destroy, "Hunspell_destroy") &&
                take(f.spell, "Hunspell_spell") && take(f.suggest, "Hunspell_suggest") &&
                take(f.freeList, "Hunspell_free_list") && take(f.encoding, "Hunspell_get_dic_encoding"))
                return &f;
        }
        return nullptr;
    }();
    return found;
}

/** One dictionary that is open. */
class Dictionary
{
public:
    explicit Dictionary(const QString &path)
        : m_handle(functions()->create(QFile::encodeName(path + u".aff"_s).constData(),
                                       QFile::encodeName(path + u".dic"_s).constData()))
        , m_utf8(m_handle && qstricmp(functions()->encoding(m_handle), "UTF-8") == 0)
    {
    }
    ~Dictionary()
    {
        if (m_handle)
            functions()->destroy(m_handle);
    }
    Q_DISABLE_COPY_MOVE(Dictionary)

    [[nodiscard]] bool has(const QString &word) const
    {
        const QByteArray bytes = encoded(word);
        // What the dictionary cannot even write is not its business.
        return !m_handle || decoded(bytes) != plain(word) || functions()->spell(m_handle, bytes.constData()) != 0;
    }
    [[nodiscard]] QStringList meant(const QString &word) const
    {
        char **list = nullptr;
        const int count = functions()->suggest(m_handle, &list, encoded(word).constData());
        QStringList words;
        for (int i = 0; i < count && i < kMostMeant; ++i)
            words << decoded(list[i]);
        functions()->freeList(m_handle, &list, count);
        return words;
    }

private:
    static QString plain(const QString &word) { return QString(word).replace(u'\u2019', u'\''); }
    [[nodiscard]] QByteArray encoded(const QString &word) const
    {
        return m_utf8 ? plain(word).toUtf8() : plain(word).toLatin1();
    }
    [[nodiscard]] QString decoded(const QByteArray &bytes) const
    {
        return m_utf8 ? QString::fromUtf8(bytes) : QString::fromLatin1(bytes);
    }

    Hunhandle *m_handle;
    bool m_utf8;
};

/** The dictionary of a language in a folder: the usual countries first. */
QString dictionaryIn(const QString &folder, const QString &language)
{
    static const QHash<QString, QStringList> usual = {{u"en"_s, {u"en_GB"_s, u"en_US"_s}},
                                                      {u"de"_s, {u"de_DE"_s, u"de_AT"_s, u"de_CH"_s}},
                                                      {u"fr"_s, {u"fr"_s, u"fr_FR"_s}}};
    QStringList names = usual.value(language) + QStringList{language};
    for (const QString &file : QDir(folder).entryList({language + u"_*.dic"_s}, QDir::Files, QDir::Name))
        names << file.chopped(4);
    for (const QString &name : std::as_const(names)) {
        const QString path = folder + u'/' + name;
        if (QFile::exists(path + u".dic"_s) && QFile::exists(path + u".aff"_s))
            return path;
    }
    return {};
}

} // namespace

HunspellSpelling::HunspellSpelling(const QStringList &folders)
{
    const QStringList places =
        folders.isEmpty() ? QStringList{u"/usr/share/hunspell"_s, u"/usr/share/myspell/dicts"_s} : folders;
    for (const QString &language : {u"en"_s, u"de"_s, u"fr"_s})
        for (const QString &place : places)
            if (const QString path = dictionaryIn(place, language);
                !path.isEmpty() && !m_dictionaries.contains(language))
                m_dictionaries.insert(language, path);
}

HunspellSpelling::~HunspellSpelling()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
        m_jobs.clear();
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

bool HunspellSpelling::isThere()
{
    return functions() != nullptr;
}

bool HunspellSpelling::knows(const QString &language) const
{
    return m_dictionaries.contains(language) && isThere();
}

void HunspellSpelling::check(const QString &language, const QStringList &words, QObject *context,
                             std::function<void(const QHash<QString, QStringList> &)> done)
{
    if (!knows(language))
        return;
    auto answer = [this, asker = QPointer<QObject>(context),
                   done = std::move(done)](const QHash<QString, QStringList> &wrong) {
        // The pointer is looked at where it was made, on the thread that asked.
        QMetaObject::invokeMethod(
            &m_home,
            [asker, done, wrong] {
                if (asker)
                    done(wrong);
            },
            Qt::QueuedConnection);
    };
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back({m_dictionaries.value(language), words, std::move(answer)});
    }
    m_wake.notify_all();
    if (!m_thread.joinable())
        m_thread = std::thread([this] { work(); });
}

void HunspellSpelling::work()
{
    std::map<QString, Dictionary> open;
    for (;;) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_ends || !m_jobs.empty(); });
            if (m_ends)
                return;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        const Dictionary &dictionary = open.try_emplace(job.dictionary, job.dictionary).first->second;
        QHash<QString, QStringList> wrong;
        for (const QString &word : std::as_const(job.words))
            if (!dictionary.has(word))
                wrong.insert(word, dictionary.meant(word));
        job.done(wrong);
    }
}

} // namespace tocsin
