#pragma once

#include "models/domain/clock.h"
#include "models/exchange/filereaders.h"
#include "models/exchange/icalendar.h"
#include "models/rules/rulebook.h"
#include "models/services/workspace.h"
#include "ui/shell/mainwindow.h"

#include <QPoint>
#include <QTest>

#include <memory>

namespace tocsin::shots {

/** Tells what does not work here and ends the program: a picture of something else is worth nothing. */
[[noreturn]] void stop(const QString &what);

/** The real window on a database of its own, with a clock that stands still, and a camera. */
class Studio
{
public:
    static constexpr qint64 kNow = 1'773'221'160'000; ///< a Wednesday in March 2026, 09:26 UTC

    /** Pictures go to `pictures`; databases are made in `work`. */
    Studio(QString pictures, QString work);
    ~Studio();

    [[nodiscard]] QString picturePath(const QString &name) const { return m_pictures + u'/' + name; }
    [[nodiscard]] QString workPath(const QString &name) const { return m_work + u'/' + name; }
    [[nodiscard]] Workspace &workspace() { return *m_workspace; }
    [[nodiscard]] MainWindow &window() { return *m_window; }
    [[nodiscard]] ManualClock &clock() { return m_clock; }
    bool keepAlerts = false; ///< else somebody has seen them before the picture

    /** Another window: what was shown before is gone; preferences stay. */
    void renewWindow();
    void open(const OpenRequest &request);
    /** Tells the demo into a file and opens it. */
    void openDemo(const QString &path);
    /** For a part that goes on in the demo of the one before, when it is drawn alone. */
    void needDemo();
    /** Every job is done, every answer has arrived and no timer is about to ask again. */
    void settle();
    void shoot(const QString &name);

    /** Runs a use case and waits; stops if it is refused. */
    template<class T> T ask(std::function<Result<T>(Services &)> job)
    {
        std::optional<Result<T>> answer;
        QObject context;
        m_workspace->run<T>(&context, std::move(job), [&answer](Result<T> r) { answer = std::move(r); });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, kPatience))
            stop(QStringLiteral("no answer"));
        if (!*answer)
            stop(answer->error().userText + u' ' + answer->error().detail);
        if constexpr (!std::is_void_v<T>)
            return std::move(**answer);
    }

    void page(const QString &key);
    /** An incident by its number; its id is returned. */
    IncidentId incident(qint64 number, const QString &tab);
    /** The person at the desk holds it from now on, so that the acts of a holder can be shown. */
    void hold(qint64 number);
    [[nodiscard]] Incident read(qint64 number);

    /** A visible widget of the window by its name; stops if there is none. */
    [[nodiscard]] QWidget *find(const QString &name);
    [[nodiscard]] bool has(const QString &name);
    /** Presses and lets go, as a person does, and settles. */
    void click(const QString &name);
    void type(const QString &name, const QString &text);
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    /** Opens the menu of a button without waiting for a choice. */
    void openMenu(const QString &name);
    /** Menus that stand open go away. */
    void closePopups();

private:
    static constexpr int kPatience = 60'000;
    static constexpr int kQuietMs = 120; ///< longer than any page waits before it asks again
    [[nodiscard]] QWidget *seek(const QString &name) const;

    QString m_pictures;
    QString m_work;
    ManualClock m_clock;
    ICalendar m_calendar;
    FileReaders m_files;
    RuleBook m_rules;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace tocsin::shots
