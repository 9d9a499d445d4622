// SPDX-License-Identifier: Apache-2.0
//
// RequestPage: request and response side by side where there is room, else one below the other; who made the call and
// what else the record tells below them. One page that scrolls as a whole. GUI thread.
#pragma once

#include "detail/findresult.h"
#include "items/eventdetail.h"
#include "items/jsontreemodel.h"

#include <QScrollArea>

#include <memory>
#include <optional>
#include <vector>

class QGridLayout;
class QLabel;

namespace rastro {

class JsonTreeView;

class RequestPage : public QScrollArea {
    Q_OBJECT
public:
    explicit RequestPage(QWidget* parent = nullptr);

    void show(const EventDetail& detail);
    // Selects the next item that holds the text, over all sections; false if there is none.
    bool find(const QString& text, JsonTreeModel::Direction direction);
    void markFound(const QString& text);          // in all sections; empty: nothing
    // Where the selected item stands among those that hold it; nullopt if there are too many to look at.
    std::optional<FindResult> foundNow(const QString& text) const;
    bool isSideBySide() const { return m_isWide; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Section {
        const char* member;
        QWidget* box;
        QLabel* title;
        QLabel* empty;
        std::unique_ptr<JsonTreeModel> model;
        JsonTreeView* tree;
    };
    void addSection(const char* member, const QString& title);
    void fill(Section& section, const EventDetail& detail);
    void arrange();

    QGridLayout* m_grid;
    std::vector<Section> m_sections;
    bool m_isWide = false;
    std::size_t m_foundIn = 0;
};

} // namespace rastro
