package io.callyard.inbound;

import io.callyard.model.inbound.AgentState;
import io.callyard.model.inbound.Presence;
import java.time.Duration;
import java.util.Map;

/**
 * How an inbound queue fares: what is now, and what was in the time looked back over.
 *
 * @param waiting how many stand in line, those to be called back included
 * @param callbacks how many of them are to be called back
 * @param longestWait how long the first in line has waited
 * @param averageWait the mean wait of those who were connected
 * @param serviceLevel who was connected in time, as a share of who was connected or abandoned; 1 if there was nobody.
 *     Short abandons do not count: the usual formula
 * @param serviceLevelOfAll the same as a share of all who came, short abandons included: the stricter formula
 * @param arrived how many have left, whatever became of them, or stand in line
 * @param connected how many talked to an agent, on their own call or a callback
 * @param abandoned how many hung up, short abandons included
 * @param overflowed how many were handed to the overflow action
 * @param connectionRate the share of those who left who were connected; 1 if nobody left
 * @param abandonRate the share of those who left who hung up, short abandons not counted; 0 if nobody left
 * @param estimateCoverage the share of waits that lay within what was expected on arrival; 1 if there was none
 * @param agents how many agents serve it, by what calls do to those who are available
 * @param presence how many agents serve it, by what they chose to be
 * @param readiness the mean readiness of those who are available, 0 to 100
 */
public record InboundFigures(
        int waiting,
        int callbacks,
        Duration longestWait,
        Duration averageWait,
        double serviceLevel,
        double serviceLevelOfAll,
        int arrived,
        int connected,
        int abandoned,
        int overflowed,
        double connectionRate,
        double abandonRate,
        double estimateCoverage,
        Map<AgentState, Integer> agents,
        Map<Presence, Integer> presence,
        double readiness) {
    public InboundFigures {
        agents = Map.copyOf(agents);
        presence = Map.copyOf(presence);
    }
}
