#pragma once

#include "ui/common/uicontext.h"

#include <QJsonValue>
#include <QList>
#include <QObject>
#include <QTimer>

class QAbstractButton;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace tocsin {

class ChoiceGroup;
class CheckCardGroup;
class InstantEdit;

/**
 * Keeps what is typed into a form, from the first keystrokes until it became an act (DESIGN 17). What could not be
 * saved is saved at the next change, or when the database is back.
 */
class FormDraft : public QObject
{
    Q_OBJECT

public:
    FormDraft(const UiContext &ui, QObject *parent);

    void watch(const QString &key, QLineEdit *field);
    void watch(const QString &key, QPlainTextEdit *field);
    /** By the text of the item's data. */
    void watch(const QString &key, QComboBox *field);
    void watch(const QString &key, QAbstractButton *field);
    /** By the text of the value. */
    void watch(const QString &key, ChoiceGroup *field);
    void watch(const QString &key, CheckCardGroup *field);
    void watch(const QString &key, InstantEdit *field);
    /** Any other; call touch() when it changes. */
    void watch(const QString &key, std::function<QJsonValue()> read, std::function<void(const QJsonValue &)> write);

    /** Reads the draft of this name, if there is one and nothing was typed meanwhile; restored() follows then. */
    void open(const QString &name, IncidentId incident);
    /** The act was done, or the person wants none of it: the draft is gone. */
    void discard();
    /** Something was typed. */
    void touch();
    /** Writes at once what waits to be written. */
    void flush();
    /** True if something was typed since it was opened or discarded. */
    [[nodiscard]] bool isTouched() const { return m_touched; }

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
    void restore(const QString &payload);

    UiContext m_ui;
    QString m_name;
    IncidentId m_incident;
    QList<Field> m_fields;
    QTimer m_timer;
    bool m_touched = false;
    bool m_unsaved = false; ///< the last save failed: it is tried again when the database is back
    bool m_restoring = false;
};

} // namespace tocsin
