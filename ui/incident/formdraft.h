#pragma once

#include "models/services/workspace.h"
#include "ui/common/uicontext.h"

#include <QJsonValue>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QTimer>

class QAbstractButton;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace tocsin {

class ChoiceGroup;
class CheckCardGroup;
class DraftDesk;
class DueField;
class InstantEdit;

/**
 * Keeps what is typed into a form, from the first keystrokes until it became an act (DESIGN 17). Two forms for the same
 * thing, in two windows, keep a text each. What could not be kept at all is told, and tried again at the next change
 * and when the database is back.
 */
class FormDraft : public QObject
{
    Q_OBJECT

public:
    FormDraft(const UiContext &ui, QObject *parent);
    ~FormDraft() override;

    void watch(const QString &key, QLineEdit *field);
    void watch(const QString &key, QPlainTextEdit *field);
    /** By the text of the item's data. */
    void watch(const QString &key, QComboBox *field);
    void watch(const QString &key, QAbstractButton *field);
    /** By the text of the value. */
    void watch(const QString &key, ChoiceGroup *field);
    void watch(const QString &key, CheckCardGroup *field);
    void watch(const QString &key, InstantEdit *field);
    /** Whether it is due, and until when. */
    void watch(const QString &key, DueField *field);
    /** Any other; call touch() when it changes. */
    void watch(const QString &key, std::function<QJsonValue()> read, std::function<void(const QJsonValue &)> write);

    /** What is typed is not worth keeping while this is true. */
    void setEmptyWhen(std::function<bool()> isEmpty) { m_isEmpty = std::move(isEmpty); }

    /**
     * Reads the newest text of this name that no other form shows, if there is one and nothing was typed meanwhile;
     * restored() follows then.
     */
    void open(const QString &name, IncidentId incident);
    /** Writes what waits; from now on another form may go on with it. */
    void leave();
    /** The person wants none of it: the draft is gone. */
    void discard();
    /** Something was typed. */
    void touch();
    /** Writes at once what waits to be written. */
    void flush();
    /** True if something was typed since it was opened or discarded. */
    [[nodiscard]] bool isTouched() const { return m_touched; }

    /**
     * Runs the act that the draft becomes: it goes in the act's transaction, or stays (DESIGN 1). What is typed while
     * the act runs is a draft still.
     */
    template<class T>
    void act(QObject *context, std::function<Result<T>(Services &)> job, std::function<void(Result<T>)> done)
    {
        flush();
        m_ui.workspace->run<T>(
            context,
            [draft = gone(), job = std::move(job)](Services &s) {
                return s.drafts.spend<T>(draft, [&] { return job(s); });
            },
            [self = QPointer(this), editor = m_editor, typed = m_typed, done = std::move(done)](Result<T> result) {
                if (self)
                    self->settle(editor, typed, result.has_value());
                done(std::move(result));
            });
    }

    /** True while a kept text is put into the fields. */
    [[nodiscard]] bool isRestoring() const { return m_restoring; }

    /** While it lives, changes are the program's own and not typed. */
    class Pause
    {
    public:
        explicit Pause(FormDraft &draft)
            : m_draft(draft)
            , m_before(draft.m_restoring)
        {
            m_draft.m_restoring = true;
        }
        ~Pause() { m_draft.m_restoring = m_before; }
        Q_DISABLE_COPY_MOVE(Pause)

    private:
        FormDraft &m_draft;
        bool m_before;
    };

Q_SIGNALS:
    void restored();

private:
    struct Field
    {
        QString key;
        std::function<QJsonValue()> read;
        std::function<void(const QJsonValue &)> write;
    };
    void save();
    void take(const Draft &draft);
    void release();
    /** What takes away all that is kept of this form. */
    [[nodiscard]] Draft gone();
    [[nodiscard]] qint64 nextMs();
    void answer(const Result<void> &saved);
    void settle(const QString &editor, int typed, bool done);

    UiContext m_ui;
    QPointer<DraftDesk> m_desk;
    QString m_name;
    IncidentId m_incident;
    DraftStore m_store; ///< of the database it was opened with
    QString m_editor;
    std::optional<DraftBefore> m_before; ///< the kept text that this form shows or goes on from
    std::function<bool()> m_isEmpty;
    QList<Field> m_fields;
    QTimer m_timer;
    qint64 m_lastMs = 0;
    int m_typed = 0; ///< changes so far
    bool m_touched = false;
    bool m_kept = false;    ///< there is something to take away
    bool m_unsaved = false; ///< the last save failed: it is tried again when the database is back
    bool m_restoring = false;
};

} // namespace tocsin
